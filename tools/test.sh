#!/usr/bin/env bash
# Runs both test suites, the second whatever became of the first, and closes with one line for the two.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=artifacts/tests
rm -rf "$results"
mkdir -p "$results"
failed=0
dotnet run --project tests/FlrInterop.Tests -c Release --no-build -- -trait- Category=Verify -noColor -result-junit "$PWD/$results/dotnet.xml" </dev/null || failed=1
.venv/bin/python -m pytest -q -m 'not verify' --junitxml="$results/python.xml" </dev/null || failed=1
.venv/bin/python tools/tally.py "$results/dotnet.xml" "$results/python.xml" || failed=1
exit "$failed"
