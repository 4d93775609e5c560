#!/usr/bin/env bash
# Throws each planted bug and expects the checker that it names to fail: one that lets its bug pass is broken.
#   deploy/bugs.sh [NAME...]     all bugs where none is named
# Tests/SimulationTests/PLANTED.md says what catches which; its last column is read here. A bug changes
# one module and no interface, so only that module is compiled anew and the tests linked with it:
# some ten seconds a bug, beside what its tests take. The ordinary build stays as it is.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

scratch=.build-bugs
table=Tests/SimulationTests/PLANTED.md
manifest=.build/debug.yaml
objects=.build/debug/railyardPackageTests.product/Objects.LinkFileList

mapfile -t planted < <(grep -rhoE 'RAILYARD_BUG_[A-Z_]+' Sources | sort -u | sed 's/RAILYARD_BUG_//')
[ $# -gt 0 ] || set -- "${planted[@]}"

require_swift
install_packages
mkdir -p "$scratch"
swift build --build-tests >"$scratch/build.log" 2>&1 || fail "The tests do not build (see $scratch/build.log)."

# The arguments of a build step, one a line, from the manifest that the build left.
arguments() {
    grep -F -- "$1" "$manifest" | grep -F -- "$2" | head -n 1 \
        | sed -E 's/^[^[]*\[//; s/\]$//; s/","/\n/g; s/^"//; s/"$//'
}

# compile MODULE SWITCH: the module with the bug, as one object.
compile() {
    local kept=() argument pair=0 skip=0
    while read -r argument; do
        if [ $pair = 1 ]; then kept+=("$argument"); pair=0; continue; fi
        if [ $skip = 1 ]; then skip=0; continue; fi
        case $argument in
            -Xcc) kept+=("$argument"); pair=1 ;;
            -emit-module-path | -output-file-map | -index-store-path | -emit-objc-header-path) skip=1 ;;
            -emit-dependencies | -emit-module | -emit-objc-header | -incremental | -enable-batch-mode) ;;
            -serialize-diagnostics | -parseable-output | -warnings-as-errors | -c | -g | -j*) ;;
            *) kept+=("$argument") ;;
        esac
    done < <(arguments "\"-module-name\",\"$1\"" '"-emit-dependencies"')
    "${kept[@]}" -wmo -c -o "$scratch/$1.o" "-D$2"
}

# link MODULE: all tests as they are, with the module's object in place of the sound ones.
link() {
    local kept=() argument
    { grep -v "/$1\.build/" "$objects"; echo "$PWD/$scratch/$1.o"; } >"$scratch/objects"
    while read -r argument; do
        case $argument in
            @*) kept+=("@$scratch/objects") ;;
            *railyardPackageTests.xctest) kept+=("$scratch/tests.xctest") ;;
            -g) ;;
            *) kept+=("$argument") ;;
        esac
    done < <(arguments railyardPackageTests.xctest '"-emit-executable"')
    "${kept[@]}" -use-ld=lld
}

# catcher NAME: what the table says catches it.
catcher() {
    grep -F "| \`$1\` |" "$table" | sed -E 's/^.*\|([^|]*)\|[[:space:]]*$/\1/; s/^ +//; s/ +$//'
}

caught=0
missed=()
for name in "$@"; do
    printf '%s\n' "${planted[@]}" | grep -qx "$name" || fail "No bug is named $name." "There are: ${planted[*]}"
    what=$(catcher "$name")
    [ -n "$what" ] || fail "$table does not say what catches $name."
    module=$(grep -rlE "RAILYARD_BUG_$name\b" Sources | head -n 1 | cut -d/ -f2)
    log=$scratch/$name.log
    { compile "$module" "RAILYARD_BUG_$name" && link "$module"; } >"$log" 2>&1 \
        || fail "$name does not build (see $log)."
    # A row names a test target, or else a checker of the simulation.
    filter=$(grep -oE '\b[A-Z][A-Za-z]+Tests\b' <<<"$what" | head -n 1)
    checker=
    [ -n "$filter" ] || { filter=SimulationTests; checker=$what; }
    named=$(grep -oE '`[^`]+`' <<<"$what" | head -n 1 | tr -d '`' | sed 's/^vector //')
    # A planted bug may also hang; what does not end in time is caught too, though by nothing named.
    SIM_STOP=1 timeout 300 "$scratch/tests.xctest" --testing-library swift-testing --filter "^$filter\." >"$log" 2>&1
    status=$?
    by=$(sed -nE 's/^↳ seed ([0-9]+: [^:]*):.*/seed \1/p; s/^✘ Test "?([^"]*)"? (failed|recorded).*/\1/p' "$log" \
        | grep -v '^run with' | sort -u | head -n 2 | paste -sd ';')
    if [ "$status" -eq 0 ] || { [ "$status" -lt 124 ] && ! grep -F "${checker:-$named}" <<<"$(grep -E '^(✘|↳)' "$log")" >/dev/null; }; then
        missed+=("$name")
        say "MISSED  $name  ($what; instead ${by:-nothing})"
    else
        caught=$((caught + 1))
        say "caught  $name  by ${by:-a crash or a hang, status $status}"
    fi
done

say "$caught caught, ${#missed[@]} missed"
[ ${#missed[@]} -eq 0 ]
