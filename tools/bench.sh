#!/usr/bin/env bash
# Runs each benchmark of benchmarks/ in turn, both sides of every pair, and writes docs/performance.md from what they measured.
# QUICK=1 runs the small cases only, and writes no page; REPEATS=n does each work n times instead of 5 or 7.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
shopt -s nullglob
results=artifacts/bench
rm -rf "$results"
mkdir -p "$results"
for question in benchmarks/*.py; do
    name=$(basename "$question" .py)
    printf '== %s\n' "$name"
    .venv/bin/python "$question" ${QUICK:+--quick} ${REPEATS:+--repeats "$REPEATS"} --json "$results/$name.json" </dev/null
done
if [ -z "${QUICK:-}" ]; then
    .venv/bin/python tools/performance_page.py "$results" docs/performance.md
fi
