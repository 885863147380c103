#!/bin/sh
# Make .venv with the newest Python that is new enough; PYTHON=... chooses another.
set -eu

folder=${1:-.venv}

new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

python=${PYTHON:-}
if [ -n "$python" ]; then
    if ! new_enough "$python"; then
        echo "PYTHON=$python is not Python 3.11 or newer (or does not run)." >&2
        exit 1
    fi
else
    for candidate in python3.13 python3.12 python3.11 python3; do
        if new_enough "$candidate"; then
            python=$candidate
            break
        fi
    done
fi
if [ -z "$python" ]; then
    echo "Samspill needs Python 3.11 or newer, and found none. Install it, for example with" >&2
    echo "  sudo apt-get install python3 python3-venv     (Debian 12, Ubuntu 24.04 or newer)" >&2
    echo "  brew install python@3.13                      (macOS)" >&2
    echo "or name one: make PYTHON=/path/to/python3.13 run" >&2
    exit 1
fi

echo "Making $folder with $("$python" --version)"
if ! "$python" -c 'import ensurepip, venv' >/dev/null 2>&1; then
    package=python$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')-venv
    install="apt-get install -y $package"
    if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
        echo "Installing $package, which Debian's Python lacks"
        { apt-get update -qq && $install >/dev/null; } || {
            echo "That failed. Type: $install" >&2
            exit 1
        }
    elif command -v apt-get >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
        echo "Installing $package, which Debian's Python lacks"
        { sudo -n apt-get update -qq && sudo -n $install >/dev/null; } || {
            echo "That failed. Type: sudo $install" >&2
            exit 1
        }
    else
        echo "This Python has no venv. Type: sudo $install" >&2
        exit 1
    fi
fi
"$python" -m venv "$folder"
