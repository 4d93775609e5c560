"""Railyard's side of the benchmarks, with the floor in the same run; see bench.sh."""
import json, os, shutil, statistics, subprocess, sys, tempfile, time

ROOT = os.getcwd()
RAIL = os.path.join(ROOT, ".build/bin/rail")


def spin():
    """Noise probe: a fixed loop, in ms."""
    start = time.perf_counter()
    x = 0
    for i in range(400000):
        x ^= i * 2654435761 & 0xFFFFFFFF
    return round((time.perf_counter() - start) * 1e3, 1)


RECORDS = []


def emit(workload, peer, **figures):
    figures.setdefault("spin_ms", spin())
    figures.setdefault("load1", round(os.getloadavg()[0], 2))
    record = {"w": workload, "peer": peer, **figures}
    RECORDS.append(record)
    print(json.dumps(record), flush=True)


def table():
    """The same figures for people, each workload with the columns that it has."""
    hidden = {"w", "peer", "ver", "phases", "fsync", "note", "converged", "expected_state"}
    for workload in dict.fromkeys(record["w"] for record in RECORDS):
        records = [record for record in RECORDS if record["w"] == workload]
        columns = list(dict.fromkeys(
            name for record in records for name in record if name not in hidden))
        rows = [[workload] + columns] + [
            [record["peer"]] + [str(record.get(name, "")) for name in columns]
            for record in records]
        widths = [max(map(len, column)) for column in zip(*rows)]
        print(file=sys.stderr)
        for row in rows:
            cells = [row[0].ljust(widths[0])] + [
                cell.rjust(width) for cell, width in zip(row[1:], widths[1:])]
            print("  ".join(cells).rstrip(), file=sys.stderr)


def w1(folder):
    """The offline merge through the real commit and sync path; the program checks what comes out."""
    command = [os.environ["RAILYARD_BENCH"], "w1"]
    run = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True,
                         env=dict(os.environ, BENCH_TMP=folder))
    records = [json.loads(line) for line in run.stdout.splitlines()]
    floor = next(record for record in records if "floor" in record["peer"])
    shared = shared_floor(folder)
    for record in records:
        figures = {name: value for name, value in record.items() if name not in ("w", "peer")}
        if record is not floor:
            figures["ratio"] = round(record["sync_s"] / floor["sync_s"], 2)
            figures["ratio_cpu"] = round(record["sync_cpu_s"] / floor["sync_cpu_s"], 2)
            if shared:
                figures["ratio_shared"] = round(record["sync_s"] / shared["sync_s"], 2)
        emit(record["w"], record["peer"], **figures)
    if shared:
        emit(**{"workload" if name == "w" else name: value for name, value in shared.items()})


def shared_floor(folder):
    """The floor as the shared benchmarks measure it, where they and what they need are here."""
    scripts = os.path.join(os.path.dirname(ROOT), "shared/bench")
    python = os.path.join(os.environ.get("BENCH_VENV", "/usr"), "bin/python3")
    if not os.path.isfile(scripts + "/w1_sqlite.py"):
        print("shared floor: skipped, ../shared/bench is not here", file=sys.stderr)
        return None
    environment = dict(os.environ, BENCH_TMP=folder, PYTHONDONTWRITEBYTECODE="1")
    environment.pop("BENCH_OUT", None)
    run = subprocess.run([python, "w1_sqlite.py", "lww"], cwd=scripts, env=environment,
                         capture_output=True, text=True)
    lines = run.stdout.splitlines()
    if run.returncode != 0 or not lines:
        print("shared floor: skipped, BENCH_VENV names no environment with apsw",
              file=sys.stderr)
        return None
    return json.loads(lines[-1])


def timed(command, **options):
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **options)
    return (time.perf_counter() - start) * 1e3


def peak_mb(command, **options):
    """Megabytes that a command holds at most.

    A process of its own waits for it: what this one holds would count as the command's, whose memory it is
    until the command begins.
    """
    script = ("import resource, subprocess, sys; "
              "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
              "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
    run = subprocess.run([sys.executable, "-c", script, *command], check=True,
                         capture_output=True, text=True, **options)
    return round(int(run.stdout) / 1024)


def workspace(folder):
    os.makedirs(folder)
    environment = dict(os.environ, HOME=folder, XDG_STATE_HOME=folder + "/state")
    subprocess.run([RAIL, "init", "bench", "--as", "bench"], cwd=folder, env=environment,
                   check=True, stdout=subprocess.DEVNULL)
    return environment


def w3(folder, runs=60):
    """`rail add` and the sqlite3 shell in turn, so that noise meets both."""
    home = folder + "/w3"
    environment = workspace(home)
    csv = home + "/items.csv"
    with open(csv, "w") as file:
        file.write("id,title\n" + "".join(f"{n},Item number {n}\n" for n in range(1000)))
    map_file = home + "/map.yaml"
    with open(map_file, "w") as file:
        file.write("map: 1\nsource: bench\nfiles:\n  - path: items.csv\n    records:\n"
                   '      - select: "[]"\n        kind: item\n        key: "{id}"\n'
                   '        fields: { title: "{title}" }\n')
    subprocess.run([RAIL, "import", "--map", map_file, csv], cwd=home, env=environment,
                   check=True, stdout=subprocess.DEVNULL)
    count = subprocess.run([RAIL, "sql", "--plain-value", "SELECT count(*) FROM item"],
                           cwd=home, env=environment, check=True, capture_output=True, text=True)
    assert count.stdout.strip() == "1000", count.stdout
    floor = home + "/floor.db"
    setup = ("PRAGMA journal_mode=WAL; CREATE TABLE item(id INTEGER PRIMARY KEY, title TEXT, at INT);"
             "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<1000)"
             " INSERT INTO item SELECT i, 'Item number '||i, i FROM n;")
    subprocess.run(["sqlite3", floor, setup], check=True, stdout=subprocess.DEVNULL)
    ours, theirs = [], []
    for n in range(runs + 5):
        a = timed([RAIL, "add", f"Another item {n}"], cwd=home, env=environment)
        b = timed(["sqlite3", floor, "PRAGMA synchronous=FULL;"
                   f" INSERT INTO item(title, at) VALUES ('Another item {n}', {n});"])
        if n >= 5:
            ours.append(a)
            theirs.append(b)
    ratios = sorted(a / b for a, b in zip(ours, theirs))
    emit("W3", "sqlite3 shell FULL", ms=round(statistics.median(theirs), 2), runs=runs)
    emit("W3", "rail add", ms=round(statistics.median(ours), 2), runs=runs,
         ratio=round(statistics.median(ratios), 2),
         ratio_p10=round(ratios[len(ratios) // 10], 2),
         ratio_p90=round(ratios[len(ratios) * 9 // 10], 2))


GOLDEN = {"items": 100_000, "relations": 200_000, "open": 33_890, "blocked": 12_704, "ready": 15_617}
"""What the backlog of the seed holds."""

COUNTS = """SELECT (SELECT count(*) FROM item) AS items, (SELECT count(*) FROM edge) AS relations,
  count(*) AS open, sum(blockers > 0) AS blocked,
  sum(blockers = 0 AND state IN ('inbox', 'triaged', 'ready')) AS ready FROM item WHERE open = 1"""


def questions(item):
    """What is typed, and the same asked of the shell by the best plan that the tables offer."""
    columns = "SELECT id, title, state, priority, assignee, team, due FROM item"
    order = "ORDER BY rank IS NULL, rank, due IS NULL, due_utc, created_at, id LIMIT 100"
    backlog = f"{columns} INDEXED BY item_backlog WHERE open = 1"
    ready = "AND blockers = 0 AND state IN ('inbox', 'triaged', 'ready')"
    team = "(SELECT id FROM team WHERE name = 'team-03')"
    row = f"WHERE n = (SELECT n FROM entity WHERE id = x'{item}')"
    return [
        (["ls", "--limit", "100"], f"{backlog} {order}", 102),
        (["ls", "team:team-03", "state:ready", "--limit", "100"],
         f"{columns} WHERE open = 1 AND state = 'ready' AND team = {team} {order}", 102),
        (["ls"], f"{backlog} {order.split(' LIMIT')[0]}", GOLDEN["open"] + 1),
        (["ready", "--limit", "100"], f"{backlog} {ready} {order}", 102),
        (["blocked", "--limit", "100"], f"{backlog} AND blockers > 0 {order}", 102),
        (["blocking", "--limit", "100"],
         f"{columns} INDEXED BY item_awaited WHERE waiting > 0 ORDER BY waiting DESC LIMIT 100", 102),
        (["board"], "; ".join(
            ["SELECT state, count(*) FROM item WHERE open = 1 GROUP BY state"]
            + [f"{backlog} AND state = '{state}' {order.replace('100', '8')}"
               for state in ("inbox", "triaged", "ready", "active", "review", "integrated")]), None),
        (["next"], f"{backlog} {ready} {order.replace('100', '10')}", 11),
        (["show", "ITEM"], f"SELECT * FROM item {row}", None),
        (["why", "ITEM"], f"SELECT * FROM item {row}", None),
        (["search", "refund", "midnight"],
         f"{columns} WHERE title LIKE '%refund%' AND title LIKE '%midnight%' LIMIT 20", None),
        (["status"], "SELECT count(*) FROM item WHERE open = 1", None),
        ([], "SELECT count(*) FROM item WHERE open = 1", None),
    ]


def w3b(folder, runs=9):
    """The everyday lists of a large backlog beside the shell on the same file, in turn."""
    sys.path.insert(0, os.path.join(ROOT, "deploy/lib"))
    import backlog
    home = folder + "/w3b"
    environment = workspace(home)
    source = folder + "/backlog"
    backlog.write(source)
    files = [os.path.join(source, name) for name in sorted(os.listdir(source)) if "json" in name]
    started = time.perf_counter()
    subprocess.run([RAIL, "import", "--map", source + "/map.yaml", *files], cwd=home,
                   env=environment, check=True, stdout=subprocess.DEVNULL)
    emit("W3b", "rail import", ms=round((time.perf_counter() - started) * 1e3))
    store = home + "/.railyard/workspace.db"

    def sql(query):
        return json.loads(subprocess.run(["sqlite3", "-json", store, query], check=True,
                                         capture_output=True, text=True).stdout)[0]
    found = sql(COUNTS)
    if found != GOLDEN:
        raise SystemExit(f"w3b: the backlog holds {found}, not {GOLDEN}")
    item = sql("SELECT hex(entity.id) AS id, entity.name AS name FROM item JOIN entity USING (n) "
               "WHERE open = 1 AND blockers > 0 ORDER BY n LIMIT 1")
    for words, query, lines in questions(item["id"]):
        command = [RAIL] + [item["name"] if word == "ITEM" else word for word in words]
        first = subprocess.run(command, cwd=home, env=environment, check=True,
                               capture_output=True, text=True)
        printed = len(first.stdout.splitlines())
        if lines is not None and printed != lines:
            raise SystemExit(f"w3b: {words} printed {printed} lines, not {lines}")
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(timed(command, cwd=home, env=environment))
            theirs.append(timed(["sqlite3", store, query]))
        emit("W3b", ("rail " + " ".join(words)).strip(), ms=round(statistics.median(ours), 1),
             shell_ms=round(statistics.median(theirs), 1), runs=runs, lines=printed,
             ratio=round(statistics.median(a / b for a, b in zip(ours, theirs)), 2),
             rss_mb=peak_mb(command, cwd=home, env=environment))


def imported(folder):
    """The whole set of shared release records into one replica."""
    data = os.path.join(os.path.dirname(ROOT), "shared/data/openstack-releases")
    if not os.path.isdir(data):
        print("import: skipped, ../shared/data is not here", file=sys.stderr)
        return
    home = folder + "/import"
    environment = workspace(home)
    command = [RAIL, "import", "--map", ROOT + "/deploy/maps/openstack-releases.yaml", data]
    started = time.perf_counter()
    peak = peak_mb(command, cwd=home, env=environment)
    seconds = time.perf_counter() - started
    count = subprocess.run([RAIL, "sql", "--plain-value", 'SELECT count(*) FROM "release"'],
                           cwd=home, env=environment, check=True, capture_output=True, text=True)
    emit("import", "rail import", releases=int(count.stdout), s=round(seconds, 2),
         peak_mb=peak)


def main():
    wanted = sys.argv[1:]
    known = {"w1": w1, "w3": w3, "w3b": w3b, "import": imported}
    unknown = [name for name in wanted if name not in known]
    if unknown:
        sys.exit(f"error: no such workload: {', '.join(unknown)}; known: {', '.join(known)}")
    folder = tempfile.mkdtemp(prefix="railyard-bench-")
    try:
        for name in wanted:
            known[name](folder)
        table()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


main()
