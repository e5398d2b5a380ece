#!/bin/sh
# Prints the path of a Python that is new enough, PYTHON first; fails where there is none.
set -eu
for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
    if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        command -v "$name"
        exit
    fi
done
exit 1
