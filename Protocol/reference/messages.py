"""Frames and messages: SPEC sections 5 and 6. Each message is a table of its fields."""

import columns
from rows import LIMITS, Reader, Reject, ascending, digest, entry_key, number

FRAME_BEFORE_PROOF, FRAME_MAX = 4096, LIMITS["batchLengthMaxBytes"] + (1 << 16)
OPTIONAL = 0x80
CREDIT_MAX, ENTRIES_MAX, HELD_MAX, ROLES_MAX, STATES_MAX, TAG_MAX = 1 << 28, 65_536, 64, 8, 16, 256
MILLISECONDS_MAX = LIMITS["stampMax"] >> 16


class Frames(Exception):
    """The bytes cannot be cut into frames."""


def frame(kind, body):
    return (len(body) + 1).to_bytes(4, "big") + bytes([kind]) + body


def cut(data, limit):
    """All frames of some bytes; what is left at the end must be a beginning of one."""
    frames = []
    while len(data) >= 4:
        length = int.from_bytes(data[:4], "big")
        if length == 0:
            raise Frames("empty")
        if length + 4 > limit:
            raise Frames("too long")
        if len(data) - 4 < length:
            break
        frames.append({"type": data[4], "body": data[5 : 4 + length].hex()})
        data = data[4 + length :]
    return frames, data


# Fields: each is (write, read)


def upto(limit):
    return number, lambda reader: reader.number(limit)


def hexadecimal(length):
    return bytes.fromhex, lambda reader: reader.raw(length).hex()


def choice(names):
    numbers = {name: value for value, name in names.items()}

    def read(reader):
        value = reader.byte()
        if value not in names:
            raise Reject(f"tag {value}")
        return names[value]

    return lambda name: bytes([numbers[name]]), read


def optional(field):
    write, read = field
    return (
        lambda value: b"\0" if value is None else b"\1" + write(value),
        lambda reader: read(reader) if reader.flag() else None,
    )


def many(field, limit, key=None):
    write, read = field

    def read_all(reader):
        items = [read(reader) for _ in range(reader.count(limit))]
        if key:
            ascending([key(item) for item in items])
        return items

    return lambda items: number(len(items)) + b"".join(map(write, items)), read_all


def record(fields):
    return (
        lambda value: b"".join(field[0](value[name]) for name, field in fields.items()),
        lambda reader: {name: field[1](reader) for name, field in fields.items()},
    )


ID, LINK, KEY, SIGNATURE = hexadecimal(16), hexadecimal(32), hexadecimal(32), hexadecimal(64)
U16, U32, U64 = upto((1 << 16) - 1), upto((1 << 32) - 1), upto((1 << 64) - 1)
SEQUENCE = number, lambda reader: reader.sequence()
TIME, CREDIT = upto(MILLISECONDS_MAX), upto(CREDIT_MAX)
POSITION = record({"count": upto(LIMITS["sequenceMax"]), "hash": LINK})
HEAD = record({"sequence": SEQUENCE, "link": LINK})
ENTRY = record({"stream": ID, "sequence": SEQUENCE, "link": LINK})
ENTRIES = many(ENTRY, ENTRIES_MAX, entry_key)
HELD = many(HEAD, HELD_MAX, lambda head: (head["sequence"], head["link"]))
WANTS = many(record({"entry": ENTRY, "held": HELD}), ENTRIES_MAX, lambda want: entry_key(want["entry"]))
ROLES = {1: "viewer", 2: "contributor", 3: "planner", 4: "releaseManager", 5: "admin", 6: "service"}
REFUSALS = {
    1: "malformed", 2: "badSeal", 3: "wrongStreamName", 4: "notEnrolled", 5: "tooLarge", 6: "overQuota",
}
OUTCOMES = {0: "granted", 1: "notAdmin", 2: "badExpiry", 3: "tooMany"}
REASONS = {
    0: "finished", 1: "draining", 2: "replaced", 10: "busy", 11: "diskFull", 12: "handshakeTooSlow",
    13: "silent", 14: "slowReceiver", 15: "internalFailure", 20: "malformed", 21: "unexpectedMessage",
    22: "tooLarge", 23: "creditExceeded", 24: "protocolUnsupported", 30: "wrongWorkspace",
    31: "wrongHubKey", 32: "badProof", 33: "unknownDevice", 34: "inviteUnknown", 35: "inviteUsed",
    36: "inviteExpired", 37: "memberTaken", 38: "deviceRemoved",
}
STATE_FIELDS = {
    "tag": (lambda tag: number(len(tag) // 2) + bytes.fromhex(tag), lambda reader: reader.counted(TAG_MAX).hex()),
    "digest": LINK,
}
STATE = record(STATE_FIELDS)
NUMBERED = {"number": U32}

MESSAGES = {
    "hello": (1, {"firstProtocol": U16, "lastProtocol": U16, "features": U64, "workspace": ID,
                  "schemaLevel": U32, "publicKey": KEY, "nonce": KEY, "wallMilliseconds": TIME}),
    "proof": (2, {"signature": SIGNATURE, "invite": optional(record(
        {"inviteKey": KEY, "signature": SIGNATURE, "member": ID}))}),
    "welcome": (3, {"member": ID, "roles": many(choice(ROLES), ROLES_MAX), "hub": ID, "epoch": U64,
                    "creditBytes": CREDIT, "idleMaxMilliseconds": U32, "wallMilliseconds": TIME,
                    "ownHeads": ENTRIES}),
    "resume": (4, {"cursor": optional(record({"hub": ID, "epoch": U64, "position": POSITION})),
                   "vector": ENTRIES, "creditBytes": CREDIT}),
    "position": (5, {"byVectors": optional(ENTRIES), "epoch": U64, "head": POSITION, "wants": WANTS}),
    "acknowledge": (7, {"entries": ENTRIES, "position": optional(POSITION)}),
    "missing": (8, {"wants": WANTS}),
    "refused": (9, {"stream": ID, "sequence": SEQUENCE, "reason": choice(REFUSALS)}),
    "credit": (10, {"bytes": CREDIT}),
    "caughtUp": (11, {"position": POSITION, "digest": optional(LINK)}),
    "ping": (12, NUMBERED),
    "pong": (13, NUMBERED),
    "inviteRequest": (14, {"number": U32, "invite": LINK, "role": choice(ROLES), "member": optional(ID),
                           "expiresAtMilliseconds": TIME}),
    "inviteAnswer": (15, {"number": U32, "outcome": choice(OUTCOMES)}),
    "digestQuery": (16, NUMBERED),
    "digestAnswer": (17, {"number": U32, "logDigest": LINK, "states": many(STATE, STATES_MAX)}),
    "goodbye": (18, {"reason": choice(REASONS)}),
    "stateReport": (128, STATE_FIELDS),
    "allSent": (129, {"count": upto(LIMITS["sequenceMax"])}),
}
BATCH = 6
TYPES = {kind: name for name, (kind, _) in MESSAGES.items()}


def encode(message):
    """The frame of a message; a batch is given as its encoded bytes."""
    if message["type"] == "batch":
        body = optional(POSITION)[0](message["position"]) + bytes.fromhex(message["batch"])
        return frame(BATCH, body)
    kind, fields = MESSAGES[message["type"]]
    return frame(kind, record(fields)[0](message))


def decode(kind, body):
    """The message of a frame; None for an unknown one that may be skipped."""
    reader = Reader(body)
    if kind == BATCH:
        position = optional(POSITION)[1](reader)
        data = reader.raw(reader.rest)
        columns.read_outline(data)
        return {"type": "batch", "position": position, "batch": data.hex()}
    if kind not in TYPES:
        if kind & OPTIONAL:
            return None
        raise Reject(f"message {kind}")
    message = {"type": TYPES[kind]} | record(MESSAGES[TYPES[kind]][1])[1](reader)
    reader.finish()
    if message["type"] == "hello" and message["firstProtocol"] > message["lastProtocol"]:
        raise Reject("protocol range")
    return message


def hello_bytes(hello):
    return record(MESSAGES["hello"][1])[0](hello)


def transcript(replica, hub, binding=b""):
    data = hello_bytes(replica) + hello_bytes(hub) + number(len(binding)) + binding
    return digest("proof", data)


def proof_message(signer, hash, member=""):
    return bytes.fromhex(digest("proof", bytes([signer]) + bytes.fromhex(hash + member)))
