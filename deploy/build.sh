#!/usr/bin/env bash
# Builds the optimised programs into .build/bin: linked statically, stripped, built once.
# A second run returns at once while no source is newer than what stands there.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

programs=(rail railhub)
bin=.build/bin

is_current() {
    local program
    for program in "${programs[@]}"; do
        [ -x "$bin/$program" ] || return 1
        [ -z "$(find Sources Package.swift deploy/build.sh -type f -newer "$bin/$program" -print -quit)" ] \
            || return 1
    done
}

if is_current; then
    say "$bin holds the programs of these sources already."
    exit 0
fi

require_swift
install_packages

say "Building the optimised programs (the first time takes minutes)"
started=$(date +%s)
for program in "${programs[@]}"; do
    swift build "${release_flags[@]}" --product "$program" || fail "The build of $program failed."
done
built=$(swift build "${release_flags[@]}" --show-bin-path)

mkdir -p "$bin"
for program in "${programs[@]}"; do
    # Written beside and renamed, so that a program that runs keeps its own file.
    strip -o "$bin/$program.part" "$built/$program"
    # Copied once more, in one go: strip writes in pieces, which then lie apart in the system's memory, and a
    # program is read from there whenever it starts.
    cp "$bin/$program.part" "$bin/$program.new"
    rm -f "$bin/$program.part"
    mv -f "$bin/$program.new" "$bin/$program"
done
say "Built in $(($(date +%s) - started)) s: $bin/rail, $bin/railhub"
