#!/bin/sh
# The newcomer's trial: in a Debian 12 that holds git and make and nothing else, an ordinary user
# is told in one line what to install, and root gets the commands of README through: both at its
# beginning, and backup and restore as they stand there.
#
#   PORT=8765 sh .ci/newcomer.sh        as root; takes HEAD, not what is uncommitted
#
# Half an hour and a few GB in TMPDIR, with the apt and pip of this machine as they are set up.
# All of it happens in a mount and process namespace of its own. However the script ends, the
# kernel then ends every process of the trial and drops its mounts; nobody else ever sees them, so
# nothing can be removed through them.
set -eu
SUITE=bookworm
LIMIT_OF_DEBIAN=1200 LIMIT_OF_RUN=900 LIMIT_OF_TEST=${LIMIT_OF_TEST:-2400} # seconds
PORT=${PORT:-8000}
export PORT

stop() {
    echo "newcomer: $*" >&2
    exit 1
}

in_a_namespace() {
    [ "$(id -u)" = 0 ] || stop "run it as root: sudo sh $0"
    command -v debootstrap >/dev/null || \
        stop "debootstrap is missing: apt-get update && apt-get install debootstrap"
    folder=$(mktemp -d) trial=""
    trap clean_up EXIT
    trap 'exit 130' HUP INT TERM
    # In the background, because only a wait is cut short by a signal.
    unshare --mount --pid --fork --kill-child sh "$0" --inside "$folder" &
    trial=$!
    status=0
    wait "$trial" || status=$?
    trial=""
    exit "$status"
}

# shellcheck disable=SC2317 # the trap reaches it
clean_up() {
    if [ -n "$trial" ] && kill -KILL "$trial" 2>/dev/null; then
        wait "$trial" || true
        sleep 2 # for the kernel to end the others, who may still be writing
    fi
    rm -rf --one-file-system "$folder"
}

# --- inside ---

make_debian() {
    # shellcheck disable=SC2016 # for apt-get
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' \
        "Codename: $SUITE" 'Component: main' | head -n 1)
    [ -n "$mirror" ] || stop "apt knows no $SUITE here: apt-get update, on a Debian 12"
    echo "Making a minimal Debian …"
    began=$(date +%s)
    timeout "$LIMIT_OF_DEBIAN" debootstrap --variant=minbase --include=git,make,ca-certificates \
        "$SUITE" "$root" "$mirror" >"$folder/log" 2>&1 || { cat "$folder/log" >&2 && exit 1; }
    mount -t proc proc "$root/proc"
    mount -t sysfs -o ro sysfs "$root/sys"
    mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
    took "a minimal Debian"
}

# Where this machine takes packages from, and what it trusts, holds in there too.
carry_configuration() {
    certificates=$(apt-config dump | sed -n 's,^Acquire::http.* "\(/[^"]*\)";$,\1,p')
    for file in /etc/hosts /etc/apt /usr/share/keyrings /etc/ssl/certs /usr/share/ca-certificates \
        /usr/local/share/ca-certificates $certificates /etc/pip.conf /etc/xdg/pip \
        "$HOME/.pip" "$HOME/.config/pip" "${PIP_CONFIG_FILE:-}" \
        "${PIP_CERT:-}" "${SSL_CERT_FILE:-}" "${REQUESTS_CA_BUNDLE:-}"; do
        [ ! -e "$file" ] || tar -C / -cf - "${file#/}" | tar -C "$root" -xf -
    done
    names='PIP_|SSL_CERT_|REQUESTS_CA_BUNDLE=|(https?|no)_proxy=|(HTTPS?|NO)_PROXY=|PORT='
    export -p | grep -E "^export ($names)" >"$root/environment"
}

clone() {
    git clone --quiet --no-hardlinks "$(dirname "$0")/.." "$root$HOME/bao-phu"
    chroot "$root" useradd --create-home newcomer
    cp --archive "$root$HOME/bao-phu" "$root/home/newcomer"
    chroot "$root" chown -R newcomer: /home/newcomer/bao-phu
}

# as USER HOME COMMAND…, in the clone; does not return.
as() {
    user=$1 home=$2
    shift 2
    # shellcheck disable=SC2016 # for the shell in there
    exec chroot --userspec="$user:$user" "$root" /usr/bin/env -i HOME="$home" \
        PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
        sh -c '. /environment; cd ~/bao-phu; exec "$@"' sh "$@"
}

took() {
    echo "newcomer: $1: $(($(date +%s) - began)) s"
}

# Besides make's own word that the target failed.
tells_an_ordinary_user_in_one_line() {
    echo "newcomer: $* as an ordinary user"
    ! (as newcomer /home/newcomer "$@") >"$folder/log" 2>&1 || return 1
    cat "$folder/log"
    [ "$(grep -vc '^make: ' "$folder/log")" = 1 ] && grep -q '^Missing: python3 ' "$folder/log"
}

answer_of() {
    wget --quiet --no-proxy --tries=1 --timeout=5 --output-document=- "http://127.0.0.1:$PORT$1"
}

sign_in_page_comes() {
    answer_of / | grep -q 'name="password"'
}

# as root, VARIABLE=value…
begins_to_serve() {
    ! sign_in_page_comes || stop "port $PORT is taken: PORT=$((PORT + 1)) sh $0"
    as root "$HOME" env "$@" timeout --kill-after=30 "$LIMIT_OF_RUN" make run &
    server=$!
    until sign_in_page_comes; do
        kill -0 "$server" 2>/dev/null || return 1
        sleep 1
    done
}

ends_serving() {
    kill "$server"
    wait "$server" 2>/dev/null || true
    ! sign_in_page_comes
}

runs() {
    echo "newcomer: make run"
    began=$(date +%s)
    begins_to_serve || return 1
    took "make run, until the sign-in page"
    [ "$(answer_of /healthz)" = ok ] && answer_of /readyz | grep -q '"ready": true' || return 1
    began=$(date +%s)
    (as root "$HOME" make backup) || return 1
    took "make backup, while it serves"
    ends_serving
}

says_that_it_is_a_copy() {
    answer_of / | grep -q 'Đây là bản sao'
}

manage() {
    (as root "$HOME" env "$@")
}

comes_back() {
    echo "newcomer: backup and restore"
    python=.venv/bin/python copy=$HOME/copy
    began=$(date +%s)
    manage $python manage.py backup --check || return 1
    took "manage.py backup --check"
    file=$(find "$root$HOME/bao-phu/.data/backups" -name 'bao-phu-*.zip')
    began=$(date +%s)
    manage DATA_DIR="$copy" make restore FILE="${file#"$root"}" || return 1
    took "make restore, into another DATA_DIR"
    ! manage DATA_DIR="$copy" make restore FILE="${file#"$root"}" || return 1
    begins_to_serve DATA_DIR="$copy" && says_that_it_is_a_copy || return 1
    manage DATA_DIR="$copy" $python manage.py declare_original || return 1
    ! says_that_it_is_a_copy || return 1
    ends_serving
}

tests() {
    echo "newcomer: make test"
    began=$(date +%s) status=0
    # With CI=true nothing is left out for want of a program.
    (as root "$HOME" timeout --kill-after=60 "$LIMIT_OF_TEST" env CI=true make test) || status=$?
    took "make test"
    return "$status"
}

# What the commands made is ignored by git.
leaves_the_clone_clean() {
    changed=$(as root "$HOME" git status --porcelain)
    echo "$changed"
    [ -z "$changed" ]
}

failed() {
    echo "newcomer: FAILED: $*"
    verdict=1
}

inside() {
    folder=$1 root=$1/root
    mkdir "$root"
    make_debian
    carry_configuration
    clone
    verdict=0
    tells_an_ordinary_user_in_one_line make run || failed "make run did not say what is missing"
    tells_an_ordinary_user_in_one_line make test || failed "make test did not say what is missing"
    runs || failed "make run, or make backup while it serves"
    comes_back || failed "backup --check, make restore, or what the restored install says"
    tests || failed "make test"
    leaves_the_clone_clean || failed "files that git does not ignore"
    [ "$verdict" = 1 ] || echo "newcomer: everything went through"
    exit "$verdict"
}

if [ "${1:-}" = --inside ]; then
    inside "$2"
else
    in_a_namespace
fi
