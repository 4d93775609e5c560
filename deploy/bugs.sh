#!/usr/bin/env bash
# Throws each planted bug and expects a test to fail: a checker that lets its bug pass is broken.
#   deploy/bugs.sh [--scratch DIR] [NAME...]     all bugs where none is named
# Tests/SimulationTests/PLANTED.md says what catches which. A first run builds everything once more,
# beside the ordinary build (.build-bugs), then each bug takes one or two minutes.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

scratch=.build-bugs
[ "${1:-}" = --scratch ] && scratch=${2:?a directory} && shift 2

mapfile -t planted < <(grep -rhoE 'RAILYARD_BUG_[A-Z_]+' Sources | sort -u | sed 's/RAILYARD_BUG_//')
[ $# -gt 0 ] || set -- "${planted[@]}"

require_swift
install_packages

caught=0
missed=()
mkdir -p "$scratch"
for name in "$@"; do
    printf '%s\n' "${planted[@]}" | grep -qx "$name" || fail "No bug is named $name." "There are: ${planted[*]}"
    export RAILYARD_BUG=RAILYARD_BUG_$name
    log=$scratch/$name.log
    swift build --scratch-path "$scratch" --build-tests >"$log" 2>&1 \
        || fail "$name does not build (see $log)."
    # A planted bug may also hang; what does not end in time is caught too.
    timeout 600 swift test --scratch-path "$scratch" --skip-build --skip TidyTests >"$log" 2>&1
    status=$?
    by=$(sed -nE 's/^✘ Test "?([^"]*)"? (failed|recorded).*/\1/p' "$log" | grep -v '^run with' \
        | sort -u | head -n 3 | paste -sd ';')
    if [ "$status" -eq 0 ]; then
        missed+=("$name")
        say "MISSED  $name"
    else
        caught=$((caught + 1))
        say "caught  $name  by ${by:-a crash or a hang, status $status}"
    fi
done

say "$caught caught, ${#missed[@]} missed"
[ ${#missed[@]} -eq 0 ]
