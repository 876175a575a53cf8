# Sourced by the other scripts. Installs what the requirements list into the virtual environment.
# Returns right away if nothing has changed: the environment stores a checksum of its inputs.

die() {
    echo "$1" >&2
    exit "${2:-1}"
}

find_python() {
    too_old=""
    for name in python3.14 python3.13 python3.12 python3.11 python3 python; do
        command -v "$name" >/dev/null 2>&1 || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
        too_old=${too_old:-", but found only $("$name" --version 2>&1 | head -n 1)"}
    done
    die "examkit needs Python 3.11 or newer$too_old. Install one from https://www.python.org/downloads/ and run this again."
}

can_write() {
    mkdir -p "$venv" 2>/dev/null && touch "$venv/.probe" 2>/dev/null && rm -f "$venv/.probe"
}

# set_up REQUIREMENTS: install these pinned packages and examkit into $venv.
set_up() {
    stamp="$venv/.examkit-$(basename "$1")"
    checksum=$(cat "$root/pyproject.toml" "$root/$1" | cksum)
    [ -x "$venv/bin/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$checksum" ] && return
    can_write || die "examkit can't write to $venv. Name a folder you can write to, for example: EXAMKIT_VENV=\"\$HOME/.cache/examkit-venv\" $0"
    python=""
    [ -x "$venv/bin/python" ] || python=$(find_python) || exit 1
    echo "Setting up $venv. The first time, this needs an internet connection and takes a minute or so." >&2
    log=$(mktemp "${TMPDIR:-/tmp}/examkit-setup.XXXXXX") || die "examkit can't write to ${TMPDIR:-/tmp}. Free some space there and run this again."
    if command -v uv >/dev/null 2>&1; then install=install_with_uv; else install=install_with_pip; fi
    status=0
    "$install" "$1" >"$log" 2>&1 || status=$?
    [ "$status" = 0 ] || explain "$status"
    rm -f "$venv"/.examkit-* "$log"
    echo "$checksum" >"$stamp"
}

# The steps below are chained because `set -e` is off in a function that is called before ||.
install_with_uv() {
    { [ -x "$venv/bin/python" ] || uv venv --quiet --python "$python" "$venv"; } &&
        uv pip install --quiet --python "$venv/bin/python" --require-hashes --compile-bytecode \
            -r "$root/$1" &&
        uv pip install --quiet --python "$venv/bin/python" --no-deps --no-build-isolation -e "$root"
}

install_with_pip() {
    { [ -x "$venv/bin/python" ] || "$python" -m venv "$venv"; } &&
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
            --require-hashes -r "$root/$1" &&
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check \
            --no-deps --no-build-isolation -e "$root"
}

# explain STATUS: print why the installation failed, and exit.
explain() {
    if grep -qiE 'ensurepip|python3-venv' "$log"; then
        die "This Python can't make virtual environments. Install its venv package (on Debian and Ubuntu: apt install python3-venv) and run this again." "$1"
    elif grep -qiE 'no space left|disk quota' "$log"; then
        die "The disk is full. Free some space for $venv and run this again." "$1"
    elif grep -qiE 'resolv|dns|connect|network|unreachable|timed out|proxy|ssl|certificate|no matching distribution' "$log"; then
        die "examkit can't reach the internet to install what it needs. Connect and run this again; details are in $log." "$1"
    fi
    die "examkit can't install what it needs. Run this again; details are in $log." "$1"
}
