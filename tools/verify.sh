#!/usr/bin/env bash
# The slow scientific checks: [Trait("Category", "Verify")] in C#, @pytest.mark.verify in Python. There may be none.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
results=artifacts/verify
rm -rf "$results"
mkdir -p "$results"
failed=0
reports=()
tests=(dotnet run --project tests/FlrInterop.Tests -c Release --no-build --)
if [ -n "$("${tests[@]}" -list methods -trait Category=Verify </dev/null)" ]; then
    "${tests[@]}" -trait Category=Verify -noColor -result-junit "$PWD/$results/dotnet.xml" </dev/null || failed=1
    reports=("$results/dotnet.xml")
fi
.venv/bin/python -m pytest -q -m verify --junitxml="$results/python.xml" </dev/null
case $? in
    0) reports+=("$results/python.xml") ;;
    5) ;;  # pytest's code for no test
    *) failed=1; reports+=("$results/python.xml") ;;
esac
.venv/bin/python tools/tally.py "${reports[@]}" || failed=1
exit "$failed"
