"""Writes a backlog of a large programme, the same for the same seed, and a map that imports it.

    python3 deploy/lib/backlog.py FOLDER [ITEMS] [EDGES] [SEED]

Like one that has been in use for years: two thirds are finished, work stands in trees of up to five levels, most
relations lie close together, and a few things are awaited by very many.
"""
import json, os, random, sys

STATES = [("done", 58), ("dropped", 8), ("inbox", 7), ("triaged", 9), ("ready", 9),
          ("active", 4), ("review", 3), ("integrated", 2)]
PRIORITIES = [("low", 20), ("medium", 45), ("high", 18), ("urgent", 3), (None, 14)]
TYPES = [("task", 45), ("bug", 25), ("feature", 20), ("chore", 10)]
LABELS = ["ios", "android", "web", "api", "docs", "security", "speed", "release-notes"]
VERBS = ["Show", "Keep", "Move", "Check", "Retry", "Count", "Hide", "Sort", "Rename", "Measure",
         "Translate", "Cache", "Encrypt", "Validate", "Announce", "Archive"]
THINGS = ["the receipt", "the refund", "the cart", "the calendar", "the login", "the profile",
          "the search", "the invoice", "the shipment", "the coupon", "the export", "the audit log",
          "the payment", "the address", "the review", "the schedule"]
WHERE = ["on the first page", "in the mail", "for guests", "after a timeout", "in dark mode",
         "without a network", "for large orders", "in the archive", "at midnight", "for new members"]
TEAMS = 24
PART = 20_000
"""Items a file: an import reads so many values of one and no more."""
PERIOD = 730
"""Days over which due dates lie, half of them past."""

MAP = """map: 1
source: backlog
files:
  - path: teams.jsonl
    records:
      - { select: "[]", kind: team, key: "{name}", fields: { name: "{name}" } }
  - path: items-{part}.jsonl
    records:
      - select: "[]"
        kind: item
        key: "{key}"
        fields:
          title: "{title}"
          state: "{state}"
          priority: "{priority}"
          type: "{type}"
          due: "{due}"
          labels: { each: "labels[]" }
          team: { reference: team, key: "{team}" }
          parent: { reference: item, key: "{parent}" }
        edges:
          - { kind: blocks, each: "blocks[]", target: item, key: "{.}" }
          - { kind: relates, each: "relates[]", target: item, key: "{.}" }
"""


def choose(dice, weighted):
    return dice.choices([name for name, _ in weighted], [weight for _, weight in weighted])[0]


def day(number):
    """A date, counted in days from the first of 2026."""
    import datetime
    return (datetime.date(2026, 1, 1) + datetime.timedelta(days=number)).isoformat()


def make(items, edges, seed):
    """Yields one record an item; an item points to later ones only, so that no circle is closed."""
    dice = random.Random(seed)
    targets = [set() for _ in range(items)]
    while edges > 0:
        source = dice.randrange(items - 1)
        if dice.random() < 0.02:
            # A few things late in the list are awaited by many.
            target = items - 1 - int(dice.expovariate(0.05)) % (items - source - 1)
        else:
            target = min(items - 1, source + 1 + int(dice.expovariate(0.02)))
        edges -= target not in targets[source]
        targets[source].add(target)
    depth = [0] * items
    for number in range(items):
        record = {
            "key": f"B-{number}",
            "title": " ".join(map(dice.choice, (VERBS, THINGS, WHERE))) + f" ({number})",
            "state": choose(dice, STATES), "priority": choose(dice, PRIORITIES),
            "type": choose(dice, TYPES), "team": f"team-{dice.randrange(TEAMS):02}",
            "labels": dice.sample(LABELS, dice.choices((0, 1, 2, 3), (40, 35, 18, 7))[0]),
        }
        if dice.random() < 0.3:
            record["due"] = day(dice.randrange(PERIOD))
        if number and dice.random() < 0.6:
            parent = max(0, number - 1 - int(dice.expovariate(0.1)))
            if depth[parent] < 4:
                record["parent"] = f"B-{parent}"
                depth[number] = depth[parent] + 1
        for target in sorted(targets[number]):
            kind = "blocks" if dice.random() < 0.7 else "relates"
            record.setdefault(kind, []).append(f"B-{target}")
        yield {name: value for name, value in record.items() if value not in (None, [])}


def write(folder, items=100_000, edges=200_000, seed=7):
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "map.yaml"), "w") as file:
        file.write(MAP)
    with open(os.path.join(folder, "teams.jsonl"), "w") as file:
        for team in range(TEAMS):
            file.write(json.dumps({"name": f"team-{team:02}"}) + "\n")
    for number, record in enumerate(make(items, edges, seed)):
        name = os.path.join(folder, f"items-{number // PART}.jsonl")
        with open(name, "a" if number % PART else "w") as file:
            file.write(json.dumps(record) + "\n")


if __name__ == "__main__":
    write(sys.argv[1], *map(int, sys.argv[2:]))
