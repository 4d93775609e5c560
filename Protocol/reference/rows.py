"""Canonical rows and what is hashed over them: SPEC sections 4.1 to 4.5.

A value is plain data as it appears in the vectors: identifiers, links and bytes are lower-case
hexadecimal, an operation id is "stream@sequence.index".
"""

import hashlib

ORIGIN = "00" * 32
LIMITS = {
    "operationsPerChangeMax": 16_384,
    "valueLengthMaxBytes": 1 << 20,
    "keyLengthMaxBytes": 1_024,
    "supersedesPerOperationMax": 4_096,
    "dependenciesPerChangeMax": 65_536,
    "changeLengthMaxBytes": 4 << 20,
    "changesPerBatchMax": 16_384,
    "batchLengthMaxBytes": 16 << 20,
    "batchInflationMaxRatio": 512,
    "fieldNumberMax": 1 << 20,
    "sequenceMax": 1 << 62,
    "stampMax": 1 << 62,
}


class Reject(Exception):
    """The bytes are refused; the text says why, for people only."""


# Numbers


def number(value):
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def signed(value):
    return number(value << 1 if value >= 0 else (-value << 1) - 1)


def counted(data):
    return number(len(data)) + data


class Reader:
    """Reads what the functions above write; every read is checked."""

    def __init__(self, data):
        self.data, self.at = data, 0

    @property
    def rest(self):
        return len(self.data) - self.at

    def raw(self, length):
        if length > self.rest:
            raise Reject("truncated")
        self.at += length
        return self.data[self.at - length : self.at]

    def byte(self, limit=255):
        value = self.raw(1)[0]
        if value > limit:
            raise Reject(f"tag {value}")
        return value

    def number(self, limit=(1 << 64) - 1):
        value, shift = 0, 0
        while True:
            byte = self.byte()
            value |= (byte & 0x7F) << shift
            if byte < 0x80:
                break
            shift += 7
            if shift > 63:
                raise Reject("number too long")
        if byte == 0 and shift or value >= 1 << 64:
            raise Reject("number not in its shortest form")
        if value > limit:
            raise Reject(f"{value} above {limit}")
        return value

    def signed(self):
        value = self.number()
        return value >> 1 if value & 1 == 0 else -(value >> 1) - 1

    def count(self, limit, size=1):
        value = self.number(limit)
        if value * size > self.rest:
            raise Reject("count beyond the end")
        return value

    def id(self):
        return self.raw(16).hex()

    def link(self):
        return self.raw(32).hex()

    def counted(self, limit):
        return self.raw(self.count(limit))

    def flag(self):
        return self.byte(1) == 1

    def sequence(self):
        value = self.number(LIMITS["sequenceMax"])
        if value == 0:
            raise Reject("sequence 0")
        return value

    def finish(self):
        if self.rest:
            raise Reject("bytes left over")


def ascending(items):
    if any(a >= b for a, b in zip(items, items[1:])):
        raise Reject("not ascending")
    return items


# Rows


def entry_key(entry):
    return entry["stream"], entry["sequence"], entry["link"]


def operation_id(text):
    stream, rest = text.split("@")
    sequence, index = rest.split(".")
    return stream, int(sequence), int(index)


def id_text(stream, sequence, index):
    return f"{stream}@{sequence}.{index}"


def write_header(header):
    out = bytes.fromhex(header["stream"]) + number(header["sequence"]) + number(header["stamp"])
    out += bytes.fromhex(header["author"]) + number(header["membership"]) + number(header["level"])
    out += number(len(header["dependencies"]))
    for entry in header["dependencies"]:
        out += bytes.fromhex(entry["stream"]) + number(entry["sequence"]) + bytes.fromhex(entry["link"])
    return out


def read_header(reader):
    header = {"stream": reader.id(), "sequence": reader.sequence()}
    header["stamp"] = reader.number(LIMITS["stampMax"])
    header["author"] = reader.id()
    header["membership"] = reader.number(LIMITS["sequenceMax"])
    header["level"] = reader.number((1 << 32) - 1)
    entries = []
    for _ in range(reader.count(LIMITS["dependenciesPerChangeMax"], 49)):
        entries.append({"stream": reader.id(), "sequence": reader.sequence(), "link": reader.link()})
    ascending([entry_key(entry) for entry in entries])
    return header | {"dependencies": entries}


def write_id(text):
    stream, sequence, index = operation_id(text)
    return bytes.fromhex(stream) + number(sequence) + number(index)


def read_id(reader):
    return id_text(reader.id(), reader.sequence(), reader.number(LIMITS["operationsPerChangeMax"]))


def write_operation(operation):
    out = bytes([operation["verb"], 1 if operation["mustUnderstand"] else 0])
    out += write_id(operation["target"]) + number(operation["field"])
    out += counted(bytes.fromhex(operation["key"])) + number(operation["subfield"])
    out += counted(bytes.fromhex(operation["value"])) + number(len(operation["supersedes"]))
    return out + b"".join(map(write_id, operation["supersedes"]))


def read_operation(reader):
    operation = {"verb": reader.byte(), "mustUnderstand": reader.flag(), "target": read_id(reader)}
    operation["field"] = reader.number(LIMITS["fieldNumberMax"])
    operation["key"] = reader.counted(LIMITS["keyLengthMaxBytes"]).hex()
    operation["subfield"] = reader.number(LIMITS["fieldNumberMax"])
    operation["value"] = reader.counted(LIMITS["valueLengthMaxBytes"]).hex()
    count = reader.count(LIMITS["supersedesPerOperationMax"], 18)
    ids = [read_id(reader) for _ in range(count)]
    ascending([operation_id(text) for text in ids])
    return operation | {"supersedes": ids}


def write_body(operations):
    return number(len(operations)) + b"".join(map(write_operation, operations))


def read_body(reader):
    return [read_operation(reader) for _ in range(reader.count(LIMITS["operationsPerChangeMax"], 24))]


# Hashes


def digest(domain, data):
    name = f"railyard/1 {domain}".encode()
    return hashlib.sha256(bytes([len(name)]) + name + data).hexdigest()


def link(previous, change):
    if "withheld" in change["body"]:
        body = change["body"]["withheld"]
    else:
        body = digest("body", write_body(change["body"]["operations"]))
    header = digest("header", write_header(change["header"]))
    return digest("chain", bytes.fromhex(previous + header + body))


def stream_name(workspace, public_key, nonce):
    return digest("stream", bytes.fromhex(workspace) + counted(public_key) + counted(nonce))[:32]


def branch_name(stream, first_link):
    return digest("branch", bytes.fromhex(stream + first_link))[:32]


def seal_message(workspace, stream, sequence, head):
    return bytes.fromhex(
        digest("seal", bytes.fromhex(workspace + stream) + number(sequence) + bytes.fromhex(head))
    )


def advanced(position, entry):
    data = bytes.fromhex(position["hash"] + entry["stream"]) + number(entry["sequence"])
    hash = digest("position", data + bytes.fromhex(entry["link"]))
    return {"count": position["count"] + 1, "hash": hash}


def log_digest(heads):
    out = number(len(heads))
    for entry in sorted(heads, key=entry_key):
        out += bytes.fromhex(entry["stream"]) + number(entry["sequence"]) + bytes.fromhex(entry["link"])
    return digest("log digest", out)
