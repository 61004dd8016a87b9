#!/usr/bin/env bash
# Writes every public member that PublicAPI.Shipped.txt does not hold into PublicAPI.Unshipped.txt, from an empty list:
# the fixer only adds, so a member that is gone would stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for list in src/*/PublicAPI.Unshipped.txt; do
    printf '#nullable enable\n' > "$list"
done
dotnet format analyzers FlrInterop.sln --diagnostics RS0016 --severity warn </dev/null
git --no-pager diff --stat -- 'src/*/PublicAPI.Unshipped.txt'
