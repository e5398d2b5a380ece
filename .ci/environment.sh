#!/bin/sh
# Makes .venv with the packages of a lock file: sh .ci/environment.sh requirements.txt
# Packages come from wherever the user's own pip is set up to take them.
set -eu
lock=$1
# As root, PostgreSQL runs as another user, who must be able to read its programs.
umask 022

find_python() {
    for name in ${PYTHON:-python3 python3.13 python3.12 python3.11}; do
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    echo "Python 3.11 or newer is needed: install it, or name it: PYTHON=/path/to/python3 make run" >&2
    return 1
}

# Debian ships venv's installer in a package of its own.
ensure_venv() {
    if "$1" -c 'import ensurepip, venv' 2>/dev/null; then
        return
    fi
    package="$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing $package …"
        apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
            apt-get install -qq --no-install-recommends "$package" >/dev/null
    else
        echo "Python's venv is missing: run  sudo apt-get install $package  and try again." >&2
        return 1
    fi
}

if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
    python=$(find_python)
    ensure_venv "$python"
    echo "Making .venv with $python …"
    rm -rf .venv
    "$python" -m venv .venv
fi
echo "Installing the packages of $lock …"
.venv/bin/python -m pip install --disable-pip-version-check --require-hashes --requirement "$lock"
