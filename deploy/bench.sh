#!/usr/bin/env bash
# Measures what people wait for, beside the same work in the sqlite3 shell, in one run.
# Prints one JSON line a measurement; never a test. The programs must be built (deploy/build.sh).
#
#   w3      rail add, whole process, in a store of 1,000 items, against one INSERT with synchronous=FULL
#   import  peak memory of importing the shared release records, where that folder is present
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"
./deploy/build.sh >&2
exec python3 deploy/bench.py "$@"
