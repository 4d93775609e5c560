#!/usr/bin/env bash
# Measures what people wait for, beside the least that the same work can cost, in one run.
# Prints one JSON line a measurement, and a table of them at the end on standard error; never a test.
# Builds what it measures, optimised, if that was not done before.
#
#   w1      ten replicas exchange 10,000 offline edits each through one hub, against plain upserts;
#           five minutes, most of which the edits take (a durable commit each)
#   w3      rail add, whole process, in a store of 1,000 items, against one INSERT with synchronous=FULL
#   w3b     the everyday lists of 100,000 items, whole processes, against the sqlite3 shell on the same
#           file; three minutes, of which the import takes one
#   import  peak memory of importing the shared release records, where that folder is present
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"
./deploy/build.sh >&2
[ $# -gt 0 ] || set -- w1 w3 import
case " $* " in
    *" w1 "*)
        # Not among the programs that people get: only this measurement needs it.
        swift build "${release_flags[@]}" --product bench >&2 || fail "The build of bench failed."
        RAILYARD_BENCH=$(swift build "${release_flags[@]}" --show-bin-path)/bench
        export RAILYARD_BENCH
        ;;
esac
exec python3 deploy/bench.py "$@"
