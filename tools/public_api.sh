#!/usr/bin/env bash
# Writes every public member that PublicAPI.Shipped.txt does not hold into PublicAPI.Unshipped.txt, from an empty list, so that
# a member that is gone goes. The analyzer names each missing member in a warning; the warnings are the list.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
for list in src/*/PublicAPI.Unshipped.txt; do
    printf '#nullable enable\n' > "$list"
done
for project in src/FlrInterop src/FlrInterop.Arrow src/FlrInterop.Bridge; do  # each is built on the ones before it
    list=$project/PublicAPI.Unshipped.txt
    missing=$(dotnet build "$project" -c Release -v quiet --no-incremental -p:TreatWarningsAsErrors=false -p:BuildProjectReferences=false </dev/null |
        sed -n "s/.*warning RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" | LC_ALL=C sort -u)
    [ -z "$missing" ] || printf '%s\n' "$missing" >> "$list"
done
git --no-pager diff --stat -- 'src/*/PublicAPI.Unshipped.txt'
