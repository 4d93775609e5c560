#!/usr/bin/env bash
# The main job, end to end: a hub, three replicas in three zones, a cut, concurrent edits, one state.
#
# Builds the programs if they are not built yet, then plays the story below in a temporary folder and
# checks every merged value and every conflict card against what must come out. KEEP=1 keeps the folder,
# PROGRAMS=DIR plays the story with programs that stand there already.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/lib/machine.sh"

root=$PWD
programs=$root/.build/bin
if [ "${PROGRAMS:-}" ]; then programs=$(realpath "$PROGRAMS"); else ./deploy/build.sh; fi
export PATH="$programs:$PATH"
export SWIFT_BACKTRACE=enable=no

work=$(mktemp -d)
hub_process=
finish() {
    local status=$?
    # The hub writes until it has drained; its folder cannot go before it has.
    [ -z "$hub_process" ] || stop_hub
    if [ "${KEEP:-}" ]; then say "kept: $work"; else rm -rf "$work"; fi
    exit "$status"
}
trap finish EXIT

chapter() { printf '\n== %s\n' "$*"; }

# at PLACE COMMAND...: as somebody there: own folder, own key, own zone, own machine.
at() {
    local place=$1
    shift
    local zone
    case $place in
        tokyo) zone=Asia/Tokyo ;;
        recife) zone=America/Recife ;;
        prague) zone=Europe/Prague ;;
    esac
    mkdir -p "$work/$place"
    (cd "$work/$place" && HOME="$work/$place" XDG_STATE_HOME="$work/$place/state" \
        RAIL_MACHINE="$place" RAIL_ZONE="$zone" "$@")
}

start_hub() {
    railhub serve --dir "$work/hub" >"$work/hub.out" 2>>"$work/hub.log" &
    hub_process=$!
    for _ in $(seq 100); do
        grep -q listening "$work/hub.out" && return
        sleep 0.1
    done
    fail "The hub did not start." "$(tail -3 "$work/hub.log")"
}

stop_hub() {
    kill "$hub_process" 2>/dev/null || true
    wait "$hub_process" || true
    hub_process=
}

# id KIND-TABLE COLUMN VALUE: the identifier of a thing, the same on every replica.
id() { at "${4:-prague}" rail sql --json "SELECT id FROM \"$1\" WHERE \"$2\" = '$3'" |
    sed 's/.*"id":"\([0-9a-z]*\)".*/\1/'; }

failures=0
# expect WHAT EXPECTED ACTUAL
expect() {
    if [ "$2" = "$3" ]; then
        printf 'ok    %s: %s\n' "$1" "$2"
    else
        printf 'WRONG %s\n  expected: %s\n  found:    %s\n' "$1" "$2" "$3"
        failures=$((failures + 1))
    fi
}

# value PLACE SQL: one column of one row.
value() { at "$1" rail sql --plain-value "$2"; }

chapter "A hub, and three replicas that join it"
railhub init --dir "$work/hub" --listen 127.0.0.1:0 --name quickstart >"$work/init.txt"
start_hub
link=$(sed -n 's/^link //p' "$work/init.txt")
at prague rail join "$link" --as Petra
for place in tokyo recife; do
    link=$(at prague rail invite --role planner --for 1h)
    case $place in tokyo) name=Tomoko ;; recife) name=Rita ;; esac
    at "$place" rail join "$link" --as "$name"
done

chapter "A programme"
at prague rail import --map "$root/deploy/maps/programme.yaml" "$root/deploy/programme"
for place in prague tokyo recife; do at "$place" rail sync; done
at tokyo rail ls

chapter "The hub is gone; everybody works on"
stop_hub
pay=$(id item title "Pay by card")
refund=$(id item title "Refund in one click")
stock=$(id item title "Show what is in stock")
photos=$(id item title "Larger photos")
ledger=$(id release version 2.7.0)
train=$(id train name winter)
go=$(id milestone title "Go decision")

say "-- Tokyo"
at tokyo rail set "$pay" title:"Pay by card or phone" priority:urgent +tokyo
at tokyo rail claim "$refund"
at tokyo rail move "$stock" --under "$photos"
at tokyo rail train move "$train" departure:2026-12-18T10:00@Asia/Tokyo
at tokyo rail comment "$pay" "Phones need a second screen."
say "-- Recife"
at recife rail set "$pay" title:"Pay by card everywhere" -ios
at recife rail claim "$refund"
at recife rail release move "$ledger" window:2026-12-21T09:00..2026-12-21T11:00@America/Recife
at recife rail comment "$pay" "The ledger is ready for it."
say "-- Prague"
at prague rail move "$photos" --under "$stock"
at prague rail freeze new "Year end" window:2026-12-21..2027-01-03@Europe/Prague
at prague rail train move "$train" departure:2026-12-17T12:00@Europe/Prague
at prague rail archive "$pay"
at prague rail set "$stock" due:2026-12-08
status=0
at prague rail sync >/dev/null 2>&1 || status=$?
expect "sync without a hub says so" 1 "$status"

chapter "The hub is back; everybody syncs, each in another order"
start_hub
for place in recife tokyo prague tokyo recife prague tokyo recife; do at "$place" rail sync; done

chapter "Conflicts, as Petra sees them"
at prague rail conflicts

chapter "December, in two zones"
at prague rail cal month 2026-12 --tz Asia/Tokyo --tz America/Recife

chapter "What must have come out"
for place in tokyo recife prague; do
    found=$(value "$place" "SELECT group_concat(kind, ' ') FROM (SELECT kind FROM card ORDER BY kind)")
    expect "$place: cards" "archive claim edits edits freeze loop" "$found"
    # Rita wrote her title after Tomoko, so hers is shown; nothing of Tomoko's is lost.
    expect "$place: title" "Pay by card everywhere" \
        "$(value "$place" "SELECT title FROM item WHERE id = '$pay'")"
    expect "$place: both titles are kept" 2 \
        "$(at "$place" rail conflicts show --json "$(value "$place" \
            "SELECT id FROM card WHERE kind = 'edits' AND field = 'title'")" |
            grep -oE '"value":"Pay by card (everywhere|or phone)"' | sort -u | grep -c .)"
    expect "$place: priority, written once" urgent \
        "$(value "$place" "SELECT priority FROM item WHERE id = '$pay'")"
    expect "$place: labels" "tokyo web" \
        "$(value "$place" "SELECT group_concat(value, ' ') FROM (SELECT value FROM element
            JOIN item ON item.n = element.entity
            WHERE item.id = '$pay' AND field = 'labels' ORDER BY value)")"
    expect "$place: comments of both" 2 \
        "$(value "$place" "SELECT count(*) FROM element JOIN item ON item.n = element.entity
            WHERE item.id = '$pay' AND field = 'comments'")"
    expect "$place: archived while edited stays live" 0 \
        "$(value "$place" "SELECT archived FROM item WHERE id = '$pay'")"
    expect "$place: the claim that is shown" Rita \
        "$(value "$place" "SELECT person.name FROM item JOIN person ON person.id = item.assignee
            WHERE item.id = '$refund'")"
    expect "$place: the loop is broken at the later move" "top:$photos" \
        "$(value "$place" "SELECT coalesce(parent, 'top') || ':' ||
            (SELECT parent FROM item WHERE id = '$stock') FROM item WHERE id = '$photos'")"
    expect "$place: departure" "2026-12-17T12:00@Europe/Prague" \
        "$(value "$place" "SELECT departure FROM train WHERE id = '$train'")"
    expect "$place: the release keeps its window" \
        "2026-12-21T09:00..2026-12-21T11:00@America/Recife" \
        "$(value "$place" "SELECT window FROM \"release\" WHERE id = '$ledger'")"
    expect "$place: nothing waits" 0 \
        "$(at "$place" rail status --json | sed 's/.*"unsynced":"\([0-9]*\)".*/\1/')"
done

chapter "One state"
digest=$(railhub digest --dir "$work/hub" | sed -n 's/^state digest *//p')
say "hub     $digest"
for place in tokyo recife prague; do
    own=$(at "$place" rail status --digest | sed -n 's/^state digest *//p')
    say "$place  $own"
    expect "$place: digest" "$digest" "$own"
done

chapter "Settled once, settled everywhere"
at prague rail claim "$refund" --over
at prague rail sync
at tokyo rail sync
expect "tokyo: the claim's card is gone" 0 "$(value tokyo "SELECT count(*) FROM card WHERE kind = 'claim'")"

if [ "$failures" -gt 0 ]; then
    fail "$failures results differ from what must come out."
fi
say
say "All results are as they must be. The programs are in $programs; ./deploy/install.sh puts them on the path."
