#!/usr/bin/env bash
# Runs every test that a change must pass: one debug build, all tests, format, vectors, notices.
# The last line counts them; the exit status is 0 only if none failed.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

require_swift
install_packages

passed=0
failed=0
skipped=0

# Runs one check that either passes or fails as a whole.
check() {
    local name=$1
    shift
    say "== $name"
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        say "FAILED: $name"
    fi
}

# Adds up what the test run recorded; a run without a record counts as one failure.
count_tests() {
    local record=$1 status=$2 counts
    counts=$(sed -n 's/.*<testsuite .*tests="\([0-9]*\)" failures="\([0-9]*\)" skipped="\([0-9]*\)".*/\1 \2 \3/p' \
        "$record" 2>/dev/null | head -n 1)
    if [ -z "$counts" ]; then
        failed=$((failed + 1))
        tail -n 20 .build/test.log
        say "FAILED: the tests ended without a record, status $status (see .build/test.log)"
        return
    fi
    local tests failures skips
    read -r tests failures skips <<<"$counts"
    [ "$status" -ne 0 ] && [ "$failures" -eq 0 ] && failures=1
    passed=$((passed + tests - failures))
    failed=$((failed + failures))
    skipped=$((skipped + skips))
}

say "== build"
swift build --build-tests || fail "The build failed."

say "== tests (every line in .build/test.log)"
rm -f .build/tests.xml .build/tests-swift-testing.xml
limit=()
command -v timeout >/dev/null && limit=(timeout 1500) # a hang is a failure, not a silence
"${limit[@]}" swift test --skip-build --xunit-output .build/tests.xml 2>&1 | tee .build/test.log \
    | grep -E '^(✘|↳|➜|skipped|  |error)|recorded an issue|Fatal error|Test run'
count_tests .build/tests-swift-testing.xml "${PIPESTATUS[0]}"

check "format" swift format lint --strict --recursive --parallel Package.swift Sources Tests
check "notices" ./deploy/notice.sh --check
if [ -e Protocol/reference/codec.py ]; then
    check "vectors, by the second codec" python3 Protocol/reference/codec.py --check
fi

[ "$skipped" -gt 0 ] && say "$skipped skipped"
say "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
