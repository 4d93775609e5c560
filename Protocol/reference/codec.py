#!/usr/bin/env python3
"""A second implementation of Protocol/SPEC.md that shares no line with the first.

codec.py --check     reads every vector and judges it; exits 1 at the first difference, naming all
codec.py --write     makes the vectors anew (the list is vectors.py); a clean tree stays clean
codec.py --read F    prints what the vector F decodes to

Python 3.11 and libzstd; nothing else.
"""

import json
import pathlib
import sys

import columns
import ed25519
import messages
import rows
from rows import ORIGIN, Reader, Reject

FOLDER = pathlib.Path(__file__).resolve().parent.parent / "vectors"
OUTCOMES = ("accept", "reject frame", "reject message", "reject change", "reject session")
LAYERS = {"varint": "change", "timestamp": "change", "change": "change", "batch": "change",
          "frame": "frame", "message": "message"}


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def parse(text):
    head, _, body = text.partition("\n\n")
    fields = dict(line.split(": ", 1) for line in head.splitlines())
    return fields, bytes.fromhex(body)


def render(fields, data):
    lines = [f"{name}: {value}" for name, value in fields.items()]
    digits = [f"{byte:02x}" for byte in data]
    body = [" ".join(digits[at : at + 32]) for at in range(0, len(digits), 32)]
    return "\n".join(lines) + "\n\n" + "\n".join(body) + "\n"


# Reading and writing, by folder


def read_varint(fields, data):
    reader = Reader(data)
    if fields.get("form") == "signed":
        value = reader.signed()
    else:
        value = reader.number()
    reader.finish()
    return value


def write_varint(fields, value):
    return rows.signed(value) if fields.get("form") == "signed" else rows.number(value)


def read_timestamp(_, data):
    reader = Reader(data)
    raw = reader.number(rows.LIMITS["stampMax"])
    reader.finish()
    return {"counter": raw & 0xFFFF, "milliseconds": raw >> 16}


def write_timestamp(_, value):
    return rows.number(value["milliseconds"] << 16 | value["counter"])


def read_change(fields, data):
    reader = Reader(data)
    header = rows.read_header(reader)
    body = {"operations": rows.read_body(reader)}
    reader.finish()
    change = {"header": header, "body": body}
    previous = fields.get("previous", ORIGIN)
    return change | {"link": rows.link(previous, change), "previous": previous}


def write_change(_, value):
    return rows.write_header(value["header"]) + rows.write_body(value["body"]["operations"])


def read_batch(fields, data):
    batch, _ = columns.decode(data)
    if "workspace" in fields:
        check_seal(fields["workspace"], batch)
    return batch


def check_seal(workspace, batch):
    last = batch["previous"]
    for change in batch["changes"]:
        last = rows.link(last, change)
    if last != batch["link"]:
        raise Reject("the chain ends elsewhere")
    if batch["birth"]:
        key, nonce = (bytes.fromhex(batch["birth"][name]) for name in ("publicKey", "nonce"))
        if rows.stream_name(workspace, key, nonce) != batch["stream"]:
            raise Reject("the stream bears another name")
        sequence = batch["first"] + len(batch["changes"]) - 1
        message = rows.seal_message(workspace, batch["stream"], sequence, batch["link"])
        if not ed25519.verify(key, message, bytes.fromhex(batch["signature"])):
            raise Reject("the seal is false")


def write_batch(_, value):
    return columns.encode(value)


def limit_of(fields):
    return messages.FRAME_BEFORE_PROOF if fields["limit"] == "before proof" else messages.FRAME_MAX


def read_frame(fields, data):
    frames, rest = messages.cut(data, limit_of(fields))
    return {"frames": frames, "rest": rest.hex()}


def write_frame(_, value):
    frames = (messages.frame(item["type"], bytes.fromhex(item["body"])) for item in value["frames"])
    return b"".join(frames) + bytes.fromhex(value["rest"])


def read_message(_, data):
    frames, rest = messages.cut(data, messages.FRAME_MAX)
    if len(frames) != 1 or rest:
        raise messages.Frames("not one frame")
    return messages.decode(frames[0]["type"], bytes.fromhex(frames[0]["body"]))


def write_message(_, value):
    return messages.encode(value)


def merged(fields, _):
    """What a merge vector computes, from its own fields: no bytes are involved."""
    given = json.loads(fields["given"])
    return MERGES[fields["of"]](given)


def join_vectors(given):
    left, right = given["left"], given["right"]
    return {stream: max(left.get(stream, 0), right.get(stream, 0)) for stream in {*left, *right}}


def effective(given):
    return max([given["stamp"]] + [value + 1 for value in given["previous"] + given["dependencies"]])


def fold_order(given):
    return sorted(given, key=lambda item: (item[0], item[1], item[2], item[3]))


MERGES = {
    "vectors": join_vectors,
    "effective stamp": effective,
    "fold order": fold_order,
    "branch name": lambda given: rows.branch_name(given["stream"], given["link"]),
    "position": lambda given: rows.advanced(given["position"], given["entry"]),
    "log digest": rows.log_digest,
    "transcript": lambda given: transcript(**given),
}


def transcript(replica, hub, member):
    hash = messages.transcript(replica, hub)
    return {
        "hub": messages.proof_message(1, hash).hex(),
        "invite": messages.proof_message(3, hash, member).hex(),
        "replica": messages.proof_message(2, hash).hex(),
    }


CODECS = {
    "varint": (read_varint, write_varint),
    "timestamp": (read_timestamp, write_timestamp),
    "change": (read_change, write_change),
    "batch": (read_batch, write_batch),
    "frame": (read_frame, write_frame),
    "message": (read_message, write_message),
    "merge": (merged, None),
}


def check(folder, fields, data):
    """What is wrong with a vector, or None."""
    read, write = CODECS[folder]
    if fields["expect"] not in OUTCOMES:
        return f"unknown outcome {fields['expect']}"
    try:
        value = read(fields, data)
        outcome = "accept"
    except Reject:
        value, outcome = None, f"reject {LAYERS[folder]}"
    except messages.Frames:
        value, outcome = None, "reject frame"
    if outcome != fields["expect"]:
        return f"expected {fields['expect']}, found {outcome}"
    if outcome != "accept":
        return None
    if canonical(value) != fields["value"]:
        return f"decoded to {canonical(value)}"
    if write is None or value is None:
        return None
    again = write(fields, value)
    # Two libraries may compress differently; the columns are what has one form.
    same = columns.decode(again)[1] == columns.decode(data)[1] if folder == "batch" else again == data
    return None if same else f"encodes to {again.hex()}"


def check_all():
    count, wrong = 0, 0
    for path in sorted(FOLDER.glob("*/*.txt")):
        finding = check(path.parent.name, *parse(path.read_text()))
        count += 1
        if finding:
            wrong += 1
            print(f"{path.parent.name}/{path.name}: {finding[:400]}")
    print(f"{count} vectors, {wrong} wrong")
    return 1 if wrong or not count else 0


def write_all():
    import vectors

    names = set()
    for folder, name, fields, data in vectors.all_vectors():
        if fields["expect"] == "accept":
            fields["value"] = canonical(CODECS[folder][0](fields, data))
        finding = check(folder, fields, data)
        if finding:
            raise SystemExit(f"{folder}/{name}: {finding[:400]}")
        path = FOLDER / folder / f"{name}.txt"
        if path in names:
            raise SystemExit(f"{folder}/{name} is there twice")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(render(fields, data))
        names.add(path)
    for path in FOLDER.glob("*/*.txt"):
        if path not in names:
            path.unlink()
    print(f"{len(names)} vectors written")


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--check"]:
            sys.exit(check_all())
        case ["--write"]:
            write_all()
        case ["--read", name]:
            path = pathlib.Path(name)
            fields, data = parse(path.read_text())
            print(canonical(CODECS[path.resolve().parent.name][0](fields, data)))
        case _:
            sys.exit(__doc__)
