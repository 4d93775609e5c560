"""Batches in columns: SPEC section 4.6. Written from the specification, not from the Swift code."""

import zstd
from rows import (
    LIMITS, ORIGIN, Reader, Reject, ascending, entry_key, id_text, number, operation_id, signed,
    write_body, write_header,
)

NAMES = (
    "streams authors contexts stampMilliseconds stampCounters dependencyCounts dependencyStreams "
    "dependencySequences dependencyLinks bodies withheldHashes shapeEntries shapes targets "
    "targetSequences targetIndexes keys keyLengths keyBytes values valueLengths valueBytes "
    "supersessions supersededIndexes referenceStreams referenceSequences referenceIndexes"
).split()
COMPRESSED, BIRTH = 1, 2
COMPRESS_FROM = 256


def columns_of(changes):
    """The columns of a run as a dictionary from name to bytes; absent columns are left out."""
    out = {name: bytearray() for name in NAMES}
    own = changes[0]["header"]["stream"]
    labels = {own: 0}

    def label(stream):
        if stream not in labels:
            labels[stream] = len(labels)
            out["streams"] += bytes.fromhex(stream)
        return labels[stream]

    _write_headers([change["header"] for change in changes], out, label)
    _write_operations(changes, out, label)
    return {name: bytes(data) for name, data in out.items() if data}


def _write_headers(headers, out, label):
    authors, last, milliseconds = {}, None, 0
    for header in headers:
        context = (header["author"], header["membership"], header["level"])
        if last and last[0] == context:
            last[1] += 1
        else:
            if last:
                out["contexts"] += number(last[1])
            if context[0] not in authors:
                authors[context[0]] = len(authors)
                out["authors"] += bytes.fromhex(context[0])
            before = last[0] if last else (None, 0, 0)
            out["contexts"] += number(authors[context[0]])
            out["contexts"] += signed(context[1] - before[1]) + signed(context[2] - before[2])
            last = [context, 0]
        out["stampMilliseconds"] += signed((header["stamp"] >> 16) - milliseconds)
        out["stampCounters"] += number(header["stamp"] & 0xFFFF)
        milliseconds = header["stamp"] >> 16
    out["contexts"] += number(last[1])
    skipped, latest = 0, {}
    for header in headers:
        if not header["dependencies"]:
            skipped += 1
            continue
        out["dependencyCounts"] += number(skipped) + number(len(header["dependencies"]) - 1)
        skipped = 0
        for entry in header["dependencies"]:
            name = label(entry["stream"])
            out["dependencyStreams"] += number(name)
            out["dependencySequences"] += signed(entry["sequence"] - latest.get(name, 0))
            out["dependencyLinks"] += bytes.fromhex(entry["link"])
            latest[name] = entry["sequence"]


def shape_of(operation):
    flags = (1 if operation["mustUnderstand"] else 0) | (2 if operation["key"] else 0)
    return operation["verb"], flags, operation["field"], operation["subfield"]


def _write_operations(changes, out, label):
    codes, items = [], []
    for change in changes:
        if "withheld" in change["body"]:
            codes.append(0)
            out["withheldHashes"] += bytes.fromhex(change["body"]["withheld"])
            continue
        operations = change["body"]["operations"]
        codes.append(len(operations) + 1)
        header = change["header"]
        for index, operation in enumerate(operations):
            items.append((operation, (header["stream"], header["sequence"], index)))
    for code, length in _runs(codes):
        out["bodies"] += number(code) + number(length - 1)
    shapes, last = {}, None
    for operation, own in items:
        shape = shape_of(operation)
        if shape not in shapes:
            shapes[shape] = (len(shapes), [])
            out["shapeEntries"] += bytes(shape[:2]) + number(shape[2]) + number(shape[3])
        out["shapes"] += number(shapes[shape][0])
        shapes[shape][1].append((operation, own))
        target = operation_id(operation["target"])
        name = label(target[0])
        if target == last:
            out["targets"] += number(0)
        elif target == own:
            out["targets"] += number(1)
        elif target[:2] == own[:2]:
            out["targets"] += number(2)
            out["targetIndexes"] += number(target[2])
        else:
            out["targets"] += number(3 + name)
            out["targetSequences"] += _sequence(target[1], name, own)
            out["targetIndexes"] += number(target[2])
        last = target
    keys = {}
    for _, group in shapes.values():
        _write_group(group, keys, out, label)


def _runs(codes):
    runs = []
    for code in codes:
        if runs and runs[-1][0] == code:
            runs[-1][1] += 1
        else:
            runs.append([code, 1])
    return runs


def _sequence(sequence, name, own):
    return signed(own[1] - sequence) if name == 0 else number(sequence)


def text_length(value):
    """The length of a text that fills the value exactly, or None."""
    if not value or value[0] != 4:
        return None
    reader = Reader(value[1:])
    try:
        length = reader.number()
    except Reject:
        return None
    return length if length == reader.rest else None


def _write_group(group, keys, out, label):
    values, latest = {}, {}
    for operation, own in group:
        key, value = operation["key"], operation["value"]
        if key:
            out["keys"] += number(keys.get(key, 0))
            if key not in keys:
                keys[key] = len(keys) + 1
                out["keyLengths"] += number(len(key) // 2)
                out["keyBytes"] += bytes.fromhex(key)
        out["values"] += number(values.get(value, 0))
        if value not in values:
            values[value] = len(values) + 1
            data = bytes.fromhex(value)
            length = text_length(data)
            kept = data if length is None else data[len(data) - length :]
            out["valueLengths"] += number(len(kept) << 1 | (length is not None))
            out["valueBytes"] += kept
        target = operation_id(operation["target"])
        superseded = [operation_id(text) for text in operation["supersedes"]]
        previous = latest.get((target, key))
        latest[target, key] = own
        if not superseded:
            out["supersessions"] += number(0)
        elif superseded == [previous]:
            out["supersessions"] += number(1)
        elif len(superseded) == 1 and superseded[0][:2] == target[:2]:
            out["supersessions"] += number(2)
            out["supersededIndexes"] += number(superseded[0][2])
        else:
            out["supersessions"] += number(2 + len(superseded))
            for stream, sequence, index in superseded:
                name = label(stream)
                out["referenceStreams"] += number(name)
                out["referenceSequences"] += _sequence(sequence, name, own)
                out["referenceIndexes"] += number(index)


def join(columns):
    present = sum(1 << NAMES.index(name) for name in columns)
    out = number(present)
    for name in NAMES:
        if name in columns:
            out += number(len(columns[name]))
    return out + b"".join(columns[name] for name in NAMES if name in columns)


def part(data):
    reader = Reader(data)
    present = reader.number((1 << len(NAMES)) - 1)
    lengths = {}
    for bit, name in enumerate(NAMES):
        if present >> bit & 1:
            lengths[name] = reader.number(len(data))
            if lengths[name] == 0:
                raise Reject("an empty column is present")
    columns = {name: reader.raw(length) for name, length in lengths.items()}
    reader.finish()
    return columns


# Reading


class Labels:
    def __init__(self, own, data):
        reader, self.streams, self.used = Reader(data), [own], 1
        while reader.rest:
            self.streams.append(reader.id())
        if len(set(self.streams)) != len(self.streams):
            raise Reject("a stream twice")

    def stream(self, name):
        if name >= len(self.streams):
            raise Reject("unknown label")
        if name > self.used:
            raise Reject("labels not by first use")
        self.used = max(self.used, name + 1)
        return self.streams[name]

    def finish(self):
        if self.used != len(self.streams):
            raise Reject("a stream that nothing names")


def changes_of(columns, own, first, count):
    readers = {name: Reader(columns.get(name, b"")) for name in NAMES}
    labels = Labels(own, columns.get("streams", b""))
    readers["streams"].raw(readers["streams"].rest)
    headers = _read_headers(readers, labels, own, first, count)
    length = sum(len(write_header(header)) for header in headers)
    bodies = _read_bodies(readers, labels, headers, length)
    for reader in readers.values():
        reader.finish()
    labels.finish()
    return [{"header": header, "body": body} for header, body in zip(headers, bodies)]


def _read_headers(readers, labels, own, first, count):
    milliseconds, headers = 0, []
    for position in range(count):
        milliseconds += readers["stampMilliseconds"].signed()
        counter = readers["stampCounters"].number(0xFFFF)
        stamp = (milliseconds << 16) + counter
        if milliseconds < 0 or stamp > LIMITS["stampMax"]:
            raise Reject("stamp out of range")
        headers.append(
            {"stream": own, "sequence": first + position, "stamp": stamp, "dependencies": []})
    authors, reader = [], readers["authors"]
    while reader.rest:
        authors.append(reader.id())
    if len(set(authors)) != len(authors):
        raise Reject("an author twice")
    reader, covered, used, last = readers["contexts"], 0, 0, None
    while covered < count:
        author = reader.number()
        membership = (last[1] if last else 0) + reader.signed()
        level = (last[2] if last else 0) + reader.signed()
        length = reader.number(LIMITS["changesPerBatchMax"]) + 1
        if author >= len(authors) or not 0 <= membership <= LIMITS["sequenceMax"]:
            raise Reject("context out of range")
        if not 0 <= level < 1 << 32 or length > count - covered:
            raise Reject("context out of range")
        if author > used or (author, membership, level) == last:
            raise Reject("contexts not in their one form")
        used, last = max(used, author + 1), (author, membership, level)
        for header in headers[covered : covered + length]:
            header |= {"author": authors[author], "membership": membership, "level": level}
        covered += length
    if used != len(authors):
        raise Reject("an author without a change")
    _read_dependencies(readers, labels, headers)
    return headers


def _read_dependencies(readers, labels, headers):
    reader, at, latest = readers["dependencyCounts"], 0, {}
    while reader.rest:
        at += reader.number(LIMITS["changesPerBatchMax"])
        more = reader.number(LIMITS["dependenciesPerChangeMax"] - 1)
        if at >= len(headers):
            raise Reject("dependencies behind the last change")
        entries = headers[at]["dependencies"]
        for _ in range(more + 1):
            name = readers["dependencyStreams"].number()
            stream = labels.stream(name)
            sequence = latest.get(name, 0) + readers["dependencySequences"].signed()
            if not 0 < sequence <= LIMITS["sequenceMax"]:
                raise Reject("sequence out of range")
            latest[name] = sequence
            entries.append(
                {"stream": stream, "sequence": sequence, "link": readers["dependencyLinks"].link()})
        ascending([entry_key(entry) for entry in entries])
        at += 1


def _read_bodies(readers, labels, headers, length):
    reader, codes, last, most = readers["bodies"], [], None, readers["shapes"].rest
    while len(codes) < len(headers):
        code = reader.number(LIMITS["operationsPerChangeMax"] + 1)
        run = reader.number(len(headers)) + 1
        if code == last or run > len(headers) - len(codes):
            raise Reject("bodies not in their one form")
        codes += [code] * run
        last = code
        if sum(code - 1 for code in codes if code) > most:
            raise Reject("more operations than shapes")
    if 25 * sum(code - 1 for code in codes if code) > LIMITS["batchLengthMaxBytes"]:
        raise Reject("rows too long")
    bodies = []
    for code in codes:
        if code:
            bodies.append({"operations": [None] * (code - 1)})
        else:
            bodies.append({"withheld": readers["withheldHashes"].link()})
    items = []
    for header, body in zip(headers, bodies):
        for index in range(len(body.get("operations", []))):
            items.append((body["operations"], (header["stream"], header["sequence"], index)))
    groups = _read_shapes(readers, items)
    targets = _read_targets(readers, labels, items)
    _read_groups(readers, labels, groups, targets)
    for body in bodies:
        row = 32
        if "operations" in body:
            row = len(write_body(body["operations"]))
            if row > LIMITS["changeLengthMaxBytes"]:
                raise Reject("change too long")
        length += row
        if length > LIMITS["batchLengthMaxBytes"]:
            raise Reject("rows too long")
    return bodies


def _read_shapes(readers, items):
    reader, shapes = readers["shapeEntries"], []
    while reader.rest:
        shape = (reader.byte(), reader.byte(3), reader.number(LIMITS["fieldNumberMax"]),
                 reader.number(LIMITS["fieldNumberMax"]))
        if shape in shapes:
            raise Reject("a shape twice")
        shapes.append(shape)
    groups, used = [(shape, []) for shape in shapes], 0
    for position, (operations, own) in enumerate(items):
        place = readers["shapes"].number()
        if place >= len(shapes) or place > used:
            raise Reject("shapes not by first use")
        used = max(used, place + 1)
        verb, flags, field, subfield = shapes[place]
        operations[own[2]] = {"verb": verb, "mustUnderstand": flags & 1 == 1, "field": field,
                              "subfield": subfield}
        groups[place][1].append((position, operations[own[2]], own))
    if used != len(shapes):
        raise Reject("a shape without an operation")
    return groups


def _read_index(reader):
    return reader.number(LIMITS["operationsPerChangeMax"])


def _read_sequence(reader, name, own):
    sequence = own[1] - reader.signed() if name == 0 else reader.number()
    if not 0 < sequence <= LIMITS["sequenceMax"]:
        raise Reject("sequence out of range")
    return sequence


def _read_targets(readers, labels, items):
    targets, last = [], None
    for operations, own in items:
        form = readers["targets"].number()
        if form == 0:
            if last is None:
                raise Reject("no target before the first")
            target = last
        elif form == 1:
            target = own
        elif form == 2:
            target = own[:2] + (_read_index(readers["targetIndexes"]),)
        else:
            name = form - 3
            stream = labels.stream(name)
            sequence = _read_sequence(readers["targetSequences"], name, own)
            target = (stream, sequence, _read_index(readers["targetIndexes"]))
        best = 0 if target == last else 1 if target == own else 2 if target[:2] == own[:2] else 3
        if min(form, 3) != best:
            raise Reject("a target in a longer form")
        operations[own[2]]["target"] = id_text(*target)
        targets.append(target)
        last = target
    return targets


def _read_groups(readers, labels, groups, targets):
    # A value that stands for many rows is counted each time, before the next is made.
    keys, budget = [], LIMITS["batchLengthMaxBytes"]
    for shape, group in groups:
        values, latest = [], {}
        for position, operation, own in group:
            key = b""
            if shape[1] & 2:
                key = _read_entry(readers, "key", keys, lambda length: (length, False))
            operation["key"] = key.hex()
            value = _read_entry(readers, "value", values, lambda code: (code >> 1, code & 1 == 1))
            budget -= len(value) + len(key)
            if budget < 0:
                raise Reject("rows too long")
            operation["value"] = value.hex()
            target = targets[position]
            previous = latest.get((target, key))
            latest[target, key] = own
            ids = _read_supersession(readers, labels, own, target, previous)
            operation["supersedes"] = [id_text(*id) for id in ids]


def _read_entry(readers, kind, entries, split):
    place = readers[kind + "s"].number()
    if place > len(entries):
        raise Reject(f"unknown {kind}")
    if place:
        return entries[place - 1]
    length, is_text = split(readers[kind + "Lengths"].number())
    if length > LIMITS[kind + "LengthMaxBytes"]:
        raise Reject(f"{kind} too long")
    data = readers[kind + "Bytes"].raw(length)
    if is_text:
        data = b"\x04" + number(length) + data
    elif kind == "value" and text_length(data) is not None:
        raise Reject("a text written whole")
    if len(data) > LIMITS[kind + "LengthMaxBytes"]:
        raise Reject(f"{kind} too long")
    if data in entries or kind == "key" and not data:
        raise Reject(f"a {kind} twice, or an empty key")
    entries.append(data)
    return data


def _read_supersession(readers, labels, own, target, previous):
    form = readers["supersessions"].number()
    if form == 0:
        return []
    if form == 1:
        if previous is None:
            raise Reject("nothing before on this cell")
        return [previous]
    if form == 2:
        ids = [target[:2] + (_read_index(readers["supersededIndexes"]),)]
    else:
        if form - 2 > LIMITS["supersedesPerOperationMax"]:
            raise Reject("too many references")
        ids = []
        for _ in range(form - 2):
            name = readers["referenceStreams"].number()
            stream = labels.stream(name)
            sequence = _read_sequence(readers["referenceSequences"], name, own)
            ids.append((stream, sequence, _read_index(readers["referenceIndexes"])))
        ascending(ids)
    best = 3
    if len(ids) == 1:
        best = 1 if ids[0] == previous else 2 if ids[0][:2] == target[:2] else 3
    if min(form, 3) != best:
        raise Reject("a supersession in a longer form")
    return ids


# Outlines


def outline(batch, flags, length):
    out = bytes([1, flags]) + bytes.fromhex(batch["stream"]) + number(batch["first"])
    out += number(len(batch["changes"]) - 1)
    if batch["first"] > 1:
        out += bytes.fromhex(batch["previous"])
    out += bytes.fromhex(batch["link"] + batch["signature"])
    if batch["birth"]:
        out += bytes.fromhex(batch["birth"]["publicKey"] + batch["birth"]["nonce"])
    return out + number(length)


def encode(batch):
    data = join(columns_of(batch["changes"]))
    flags, kept = BIRTH if batch["birth"] else 0, data
    if len(data) >= COMPRESS_FROM:
        frame = zstd.compress(data)
        if len(frame) < len(data) and len(data) // LIMITS["batchInflationMaxRatio"] <= len(frame):
            flags, kept = flags | COMPRESSED, frame
    return outline(batch, flags, len(data)) + kept


def read_outline(data):
    """What lies before the columns, how they are kept, and how long they are."""
    reader = Reader(data)
    if len(data) > LIMITS["batchLengthMaxBytes"]:
        raise Reject("batch too long")
    if reader.byte() != 1:
        raise Reject("unknown layout")
    flags = reader.byte(COMPRESSED | BIRTH)
    batch = {"stream": reader.id(), "first": reader.sequence()}
    batch["count"] = reader.number(LIMITS["changesPerBatchMax"] - 1) + 1
    if batch["first"] + batch["count"] - 1 > LIMITS["sequenceMax"]:
        raise Reject("sequence out of range")
    batch["previous"] = reader.link() if batch["first"] > 1 else ORIGIN
    batch["link"] = reader.link()
    batch["signature"] = reader.raw(64).hex()
    batch["birth"] = None
    if flags & BIRTH:
        if batch["first"] != 1:
            raise Reject("a birth inside a stream")
        batch["birth"] = {"publicKey": reader.raw(32).hex(), "nonce": reader.raw(16).hex()}
    length = reader.number()
    kept = reader.raw(reader.rest)
    if length > LIMITS["batchLengthMaxBytes"]:
        raise Reject("columns too long")
    if flags & COMPRESSED:
        if length // LIMITS["batchInflationMaxRatio"] > len(kept):
            raise Reject("inflation")
        if len(kept) >= length:
            raise Reject("compressed without need")
    elif length != len(kept):
        raise Reject("length of columns")
    return batch, flags, length, kept


def decode(data):
    """The batch, and the bytes of its columns, which are what two encoders agree on."""
    batch, flags, length, kept = read_outline(data)
    if flags & COMPRESSED:
        kept = zstd.expand(kept, length)
        if kept is None:
            raise Reject("not one frame of the declared length")
    count = batch.pop("count")
    batch["changes"] = changes_of(part(kept), batch["stream"], batch["first"], count)
    return batch, kept
