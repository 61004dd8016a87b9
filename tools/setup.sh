#!/usr/bin/env bash
# Makes .venv with everything that a developer needs. Needs no root, no terminal, and asks nothing.
# PYTHON names an interpreter; WHEELHOUSE a folder of wheels to use in place of the package index
# (by default ../shared/wheels where that folder exists; WHEELHOUSE= for the index); EXTRAS what to install.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() { printf 'setup: %s\n' "$*" >&2; exit 1; }

wheelhouse=${WHEELHOUSE-../shared/wheels}
if [ -n "$wheelhouse" ] && [ -d "$wheelhouse" ]; then
    wheelhouse=$(cd "$wheelhouse" && pwd)
elif [ -n "${WHEELHOUSE-}" ]; then
    fail "WHEELHOUSE is $WHEELHOUSE, and there is no such folder. Correct it, or set WHEELHOUSE= to use the package index."
else
    wheelhouse=
fi

# A name on the PATH may be a shim that fails, an old version, or a Python without venv: only running it tells.
usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' </dev/null >/dev/null 2>&1
}

find_python() {
    local candidates=(python3.13 python3.12 python3.11 python3.14 python3 python) candidate
    if [ -n "$wheelhouse" ]; then
        # A wheelhouse holds compiled wheels for one version: NumPy's says which.
        local tag
        tag=$(cd "$wheelhouse" && printf '%s\n' numpy-*.whl | sed -n 's/.*-cp3\([0-9]*\)-.*/\1/p' | head -n 1)
        candidates=(${tag:+"python3.$tag"} "${candidates[@]}")
    fi
    if [ -n "${PYTHON-}" ]; then
        usable "$PYTHON" || fail "PYTHON is $PYTHON, which is not a working Python 3.11 or later with venv."
        printf '%s\n' "$PYTHON"
        return
    fi
    for candidate in "${candidates[@]}"; do
        if usable "$candidate"; then printf '%s\n' "$candidate"; return; fi
    done
    fail "no Python 3.11 or later with venv found (tried ${candidates[*]}). Install one (on Debian: apt install python3 python3-venv), or name it: make PYTHON=path/to/python"
}

check_dotnet() {
    command -v dotnet >/dev/null 2>&1 ||
        fail "no dotnet on the PATH. Install the .NET SDK 10 or later: https://dotnet.microsoft.com/download"
    local newest
    newest=$(dotnet --list-sdks </dev/null | sed 's/\..*//' | sort -n | tail -n 1)
    [ "${newest:-0}" -ge 10 ] ||
        fail "the newest .NET SDK here is ${newest:-none}; 10 or later is needed: https://dotnet.microsoft.com/download"
}

check_dotnet
if ! usable .venv/bin/python; then
    python=$(find_python)
    printf 'setup: making .venv with %s\n' "$("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv
fi

source_of_wheels=()
[ -z "$wheelhouse" ] || source_of_wheels=(--no-index --find-links "$wheelhouse")
printf 'setup: installing Python packages from %s\n' "${wheelhouse:-the package index}"
install() {
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-input "${source_of_wheels[@]}" "$@" </dev/null ||
        fail "pip could not install $*. ${wheelhouse:+$wheelhouse must hold wheels for $(.venv/bin/python --version); set WHEELHOUSE= to use the package index, or PYTHON= to name another Python.}"
}
install 'hatchling>=1.25' 'editables>=0.5'
# Linked to the source tree; the .NET libraries are published by the Makefile, which knows whether they are current.
FLRINTEROP_PUBLISH=0 install --no-build-isolation --editable ".[${EXTRAS:-dev}]"
