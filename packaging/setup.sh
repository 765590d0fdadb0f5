#!/bin/sh
# Makes .venv from uv.lock (with hashes) and checks the system libraries Qt needs.
# Debian and Ubuntu: installs missing system packages where it may (root or password-free sudo), else says which.
set -eu
cd "$(dirname "$0")/.."

fail() { printf 'setup: %s\n' "$1" >&2; exit 1; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1; fi
}

install_packages() {
    command -v apt-get >/dev/null 2>&1 || return 1
    as_root sh -c 'DEBIAN_FRONTEND=noninteractive; export DEBIAN_FRONTEND
        apt-get -qq update && apt-get -qq install -y --no-install-recommends "$@" >/dev/null' sh "$@"
}

python=""
for candidate in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if command -v "$candidate" >/dev/null 2>&1 &&
        "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        python=$candidate
        break
    fi
done
[ -n "$python" ] || fail "Python 3.11 or newer is needed. Install it (Debian: apt-get install python3) and run make again."

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
        install_packages "python$version-venv" ||
            fail "this Python has no venv module. Run: sudo apt-get install python$version-venv"
    fi
    rm -rf .venv
    "$python" -m venv .venv || fail "the virtual environment .venv could not be made."
fi

stamp=.venv/.made-from
wanted=$(cat uv.lock pyproject.toml packaging/bootstrap.txt | cksum)
if [ "$(cat $stamp 2>/dev/null)" != "$wanted" ]; then
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/bootstrap.txt
    export UV_PROJECT_ENVIRONMENT=.venv UV_PYTHON_DOWNLOADS=never VIRTUAL_ENV="$PWD/.venv"
    .venv/bin/uv sync --quiet --frozen --inexact --compile-bytecode --no-install-project
    .venv/bin/uv sync --quiet --frozen --inexact --no-build-isolation-package cdmo-desk
    printf '%s\n' "$wanted" > $stamp
fi

# Compiled once here: where Python may not write its caches, each start would compile everything anew (2 x as long).
.venv/bin/python -m compileall -q -j 0 cdmo_desk ui tests packaging benchmarks

# Qt's own libraries come with its wheel; these are the system's.
if [ "$(uname -s)" = Linux ]; then
    if ! QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/check_qt.py >/dev/null 2>&1; then
        install_packages libgl1 libegl1 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3 libxkbcommon0 \
            libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 \
            libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1 || true
        QT_QPA_PLATFORM=offscreen .venv/bin/python packaging/check_qt.py ||
            fail "Qt's system libraries are missing. Run: sudo apt-get install libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1"
    fi
fi
