#!/bin/sh
# Runs a command and shows what it said only where it fails: sh .ci/quietly.sh COMMAND …
set -eu
said=$(mktemp)
trap 'rm -f "$said"' EXIT
"$@" >"$said" 2>&1 || {
    status=$?
    cat "$said" >&2
    exit "$status"
}
