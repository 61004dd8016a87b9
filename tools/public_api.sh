#!/usr/bin/env bash
# Writes every public member that PublicAPI.Shipped.txt does not hold into PublicAPI.Unshipped.txt, from an empty list:
# the fixer only adds, so a member that is gone would stay.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for list in src/*/PublicAPI.Unshipped.txt; do
    printf '#nullable enable\n' > "$list"
done
dotnet restore FlrInterop.sln -v quiet </dev/null
for project in src/*/*.csproj; do
    dotnet format analyzers "$project" --no-restore --diagnostics RS0016 --severity warn </dev/null
done
git --no-pager diff --stat -- 'src/*/PublicAPI.Unshipped.txt'
