#!/bin/sh
# What a make target needs from the system: sh .ci/system-packages.sh run|check|test
# Root has what is missing installed; anyone else is told all of it in one line. Without Python
# that is the end; without the rest it is so with CI=true only, as the tests can say for themselves
# what they lack.
set -eu
target=$1

# need PACKAGE COMMAND…: the package is missing where the command fails.
need() {
    package=$1
    shift
    "$@" >/dev/null 2>&1 || missing="$missing $package"
}

has_library() {
    /sbin/ldconfig -p | grep -q "$1"
}

look() {
    missing=""
    if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        python=$(sh .ci/find-python.sh) || need python3 false
        # Debian ships the installer of venv in a package of its own.
        python=${python:-python3}
        need "$(basename "$python")-venv" "$python" -c 'import ensurepip, venv'
    fi
    [ "$target" != run ] || return 0
    # Collects the messages of the screens, to hold the catalogue against them.
    need gettext command -v xgettext
    [ "$target" != check ] || return 0
    need chromium test -x /usr/bin/chromium
    # The same without windows: two thirds of the time of the tests that drive it.
    need chromium-headless-shell test -x /usr/bin/chromium-headless-shell
    # Letters of Vietnamese for Chromium.
    need fonts-dejavu-core test -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf
    # Playwright's driver does not start without it.
    need libatomic1 has_library libatomic.so.1
    need libreoffice-calc-nogui command -v soffice
    # The text of what LibreOffice prints.
    need poppler-utils command -v pdftotext
}

install_missing() {
    echo "Installing$missing …"
    # shellcheck disable=SC2086 # a list of names
    sh .ci/quietly.sh apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive sh .ci/quietly.sh \
            apt-get install -qq --no-install-recommends $missing
}

look
if [ -n "$missing" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    install_missing || true # what is still missing is told below
    look
fi
[ -n "$missing" ] || exit 0
case $missing in
*python3*)
    echo "Missing:$missing. First run  sudo apt-get install$missing " \
        "(or name a Python of 3.11 or newer: PYTHON=/path/to/python3 make $target)." >&2
    exit 1
    ;;
esac
echo "Missing:$missing. Run  sudo apt-get install$missing  for the whole suite." >&2
[ "${CI:-}" != true ]
