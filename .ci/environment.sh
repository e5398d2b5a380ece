#!/bin/sh
# Makes .venv with the packages of a lock file: sh .ci/environment.sh requirements.txt
# Packages come from wherever the user's own pip is set up to take them.
set -eu
lock=$1
# As root, PostgreSQL runs as another user, who must be able to read its programs.
umask 022

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    sh .ci/system-packages.sh run
    python=$(sh .ci/find-python.sh)
    echo "Making .venv with $python …"
    rm -rf .venv
    "$python" -m venv .venv
fi
echo "Installing the packages of $lock …"
sh .ci/quietly.sh .venv/bin/python -m pip install --quiet --disable-pip-version-check \
    --require-hashes --requirement "$lock"
