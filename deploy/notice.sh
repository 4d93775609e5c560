#!/usr/bin/env bash
# Writes NOTICE from the licences of the packages that the build resolved (.build/checkouts).
#   deploy/notice.sh           writes NOTICE
#   deploy/notice.sh --check   fails if a package or a kind of licence is missing from it
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

checkouts=.build/checkouts
[ -d "$checkouts" ] || fail "Nothing is resolved yet." "Run: swift package resolve"

licence_file() { find "$1" -maxdepth 1 -iname 'LICENSE*' -type f | sort | head -n 1; }

# Names the kind of a licence text; an unknown kind stops the run, for a person to look at.
licence_kind() {
    local text
    text=$(head -c 4000 "$1")
    case $text in
        *"Apache License"*) say "Apache-2.0" ;;
        *"Permission is hereby granted, free of charge"*) say "MIT" ;;
        *"Redistribution and use in source and binary forms"*) say "BSD" ;;
        *) fail "Unknown licence: $1" "Read it, then teach deploy/notice.sh its kind." ;;
    esac
}

# One line a package: what the check compares.
entries() {
    local folder file kind
    for folder in "$checkouts"/*/; do
        file=$(licence_file "$folder")
        [ -n "$file" ] || fail "No licence in $folder"
        kind=$(licence_kind "$file")
        printf -- '- %s: %s\n' "$(basename "$folder")" "$kind"
    done | LC_ALL=C sort
}

# The same lines as they stand in NOTICE.
named() { grep -E '^- .*: (Apache-2.0|MIT|BSD)$' NOTICE; }

# The notice or licence that a package asks to be passed on, stripped of trailing blanks.
passed_on() {
    local folder name file
    for folder in "$checkouts"/*/; do
        name=$(basename "$folder")
        file=$(find "$folder" -maxdepth 1 -iname 'NOTICE*' -type f | head -n 1)
        if [ -z "$file" ]; then
            file=$(licence_file "$folder")
            [ "$(licence_kind "$file")" = Apache-2.0 ] && continue
        fi
        printf '\n%s\n%s\n\n' "---- $name" "$(sed 's/[[:space:]]*$//' "$file")"
    done
}

notice() {
    cat <<'END'
Railyard
Copyright the Railyard authors

Licensed under the Apache License, Version 2.0 (see LICENSE).

The programs contain these packages. Their Apache-2.0 licence text is LICENSE; other texts and
the notices that they ask to be passed on follow below. Made by deploy/notice.sh.

END
    entries
    cat <<'END'

Linked into the programs as well: the Swift standard library, Foundation with ICU (Apache-2.0 with
the Runtime Library Exception; Unicode-3.0), SQLite (public domain), zstd (BSD-3-Clause), expat (MIT, Copyright
(c) 1998-2000 Thai Open Source Software Center Ltd and Clark Cooper, (c) 2001-2025 Expat maintainers),
the GNU C and C++ runtime libraries (LGPL-2.1; GPL-3.0 with the GCC Runtime Library Exception).
END
    passed_on
}

if [ "${1:-}" = --check ]; then
    found=$(mktemp)
    trap 'rm -f "$found"' EXIT
    entries >"$found"
    if ! named | diff - "$found"; then
        fail "NOTICE does not name the packages that the build resolved." "Run: deploy/notice.sh"
    fi
else
    text=$(notice)
    printf '%s\n' "$text" >NOTICE
    say "NOTICE names $(named | wc -l) packages"
fi
