#!/bin/sh
# What the tests need from the system: Chromium, gettext, LibreOffice's spreadsheet and a font with
# Vietnamese letters.
# Installs what is missing where it may; elsewhere says so, and with CI=true fails.
set -eu

missing=""
[ -x /usr/bin/chromium ] || missing="$missing chromium"
command -v xgettext >/dev/null && command -v msgfmt >/dev/null || missing="$missing gettext"
command -v soffice >/dev/null || missing="$missing libreoffice-calc-nogui"
[ -e /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing="$missing fonts-dejavu-core"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "Installing$missing …"
    # shellcheck disable=SC2086
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq --no-install-recommends $missing >/dev/null; then
        exit 0
    fi
fi
echo "Missing:$missing. Run  sudo apt-get install$missing  for the whole suite." >&2
[ "${CI:-}" != true ]
