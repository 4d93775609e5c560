"""The list of vectors, one failure each. `codec.py --write` turns it into files."""

import hashlib
import json

import columns
import ed25519
import messages
import rows
import zstd
from rows import LIMITS, ORIGIN, number, signed

WORKSPACE = bytes(range(16)).hex()
SEED = bytes(range(32))
KEY = ed25519.public_key(SEED)
NONCE = bytes(range(100, 116))
STREAM = rows.stream_name(WORKSPACE, KEY, NONCE)
FOREIGN = ["11" * 16, "22" * 16, "ff" * 16]
AUTHOR, OTHER = "a1" * 16, "b2" * 16
STAMP = 1_767_225_600_000 << 16


def accept(requirement, comment, **more):
    return {"expect": "accept", "requirement": requirement, "comment": comment} | more


def reject(layer, requirement, comment, **more):
    return {"expect": f"reject {layer}", "requirement": requirement, "comment": comment} | more


# Values


def header(sequence=1, stamp=None, **more):
    stamp = STAMP + (sequence << 20) if stamp is None else stamp
    return {"stream": STREAM, "sequence": sequence, "stamp": stamp, "author": AUTHOR,
            "membership": 1, "level": 1, "dependencies": []} | more


def own(sequence, index=0):
    return rows.id_text(STREAM, sequence, index)


def operation(verb, target, field=1, value=b"\x00", **more):
    return {"verb": verb, "mustUnderstand": False, "target": target, "field": field, "key": "",
            "subfield": 0, "value": value.hex(), "supersedes": []} | more


def text(string):
    data = string.encode()
    return b"\x04" + number(len(data)) + data


def change(sequence, *operations, **more):
    return {"header": header(sequence, **more), "body": {"operations": list(operations)}}


def create(sequence):
    return operation(0, own(sequence), field=7, value=b"\x06" + bytes(range(16)))


def entry(stream, sequence, filler):
    return {"stream": stream, "sequence": sequence, "link": filler * 32}


def seal(changes, previous=ORIGIN):
    last = previous
    for item in changes:
        last = rows.link(last, item)
    first = changes[0]["header"]["sequence"]
    message = rows.seal_message(WORKSPACE, STREAM, first + len(changes) - 1, last)
    birth = {"publicKey": KEY.hex(), "nonce": NONCE.hex()} if first == 1 else None
    return {"stream": STREAM, "first": first, "previous": previous, "link": last,
            "signature": ed25519.sign(SEED, message).hex(), "birth": birth, "changes": changes}


def uncompressed(batch, data, flags=None, length=None):
    """A batch with these bytes as its columns, whatever they say."""
    flags = (2 if batch["birth"] else 0) if flags is None else flags
    return columns.outline(batch, flags, len(data) if length is None else length) + data


def with_columns(batch, **replaced):
    """A batch in which some columns are replaced; None takes one away."""
    own_columns = columns.columns_of(batch["changes"]) | replaced
    return uncompressed(batch, columns.join({k: v for k, v in own_columns.items() if v is not None}))


# The folders


def varints():
    good = [("zero", b"\x00"), ("one_byte_most", b"\x7f"), ("two_bytes_least", b"\x80\x01"),
            ("three_bytes", b"\x80\x80\x01"), ("sixty_three_bits", b"\xff" * 8 + b"\x7f"),
            ("greatest", b"\xff" * 9 + b"\x01")]
    for name, data in good:
        yield name, accept("S-1", "a number in as few bytes as it needs"), data
    for name, data in [("signed_zero", 0), ("signed_minus_one", -1), ("signed_one", 1),
                       ("signed_greatest", (1 << 63) - 1), ("signed_least", -(1 << 63))]:
        yield name, accept("S-2", "a signed number as zigzag", form="signed"), signed(data)
    bad = [("empty", b"", "S-3", "there is no byte"),
           ("truncated", b"\x80", "S-3", "the last byte says that another follows"),
           ("truncated_late", b"\xff" * 9, "S-3", "nine bytes that all say another follows"),
           ("overlong_zero", b"\x80\x00", "S-1", "zero in two bytes"),
           ("overlong_one", b"\x81\x80\x00", "S-1", "one in three bytes"),
           ("sixty_five_bits", b"\xff" * 9 + b"\x02", "S-1", "the tenth byte holds more than a bit"),
           ("eleven_bytes", b"\xff" * 10 + b"\x01", "S-1", "no number takes eleven bytes"),
           ("left_over", b"\x01\x00", "S-4", "a byte follows the number")]
    for name, data, requirement, comment in bad:
        yield name, reject("change", requirement, comment), data


def timestamps():
    for name, raw in [("zero", 0), ("counter_only", 0xFFFF), ("one_millisecond", 1 << 16),
                      ("new_year_2026", STAMP), ("greatest", LIMITS["stampMax"])]:
        yield name, accept("S-8", "milliseconds above sixteen bits of counter"), number(raw)
    above = number(LIMITS["stampMax"] + 1)
    yield "above_the_greatest", reject("change", "S-8", "counting on from it could overflow"), above
    yield "sixty_four_bits", reject("change", "S-8", "far above"), number((1 << 64) - 1)


def changes():
    first = change(1, create(1), operation(1, own(1), value=text("Zürich")))
    yield "created_and_named", accept("S-13", "an entity and its first field"), row(first)
    second = change(2, operation(1, own(1), value=text("Zu\u0308rich"), supersedes=[own(1, 1)]))
    previous = rows.link(ORIGIN, first)
    yield ("spelled_otherwise", accept("S-13", "the same name in decomposed Unicode is another "
           "value and another link", previous=previous), row(second))
    held = change(9, operation(1, rows.id_text(FOREIGN[0], 3, 0)),
                  dependencies=[entry(FOREIGN[0], 3, "0a"), entry(FOREIGN[1], 1, "0b")])
    yield ("with_dependencies", accept("S-10", "two streams moved since the change before",
           previous="cc" * 32), row(held))
    fork = change(9, create(9), dependencies=[entry(FOREIGN[0], 3, "0a"), entry(FOREIGN[0], 3, "0b")])
    yield ("dependency_on_both_branches", accept("S-10", "a forked stream has an entry a branch",
           previous="cc" * 32), row(fork))
    new = change(1, operation(200, own(1), field=99_999, key="6b6579", subfield=5,
                              value=b"\xde\xad\xbe\xef", mustUnderstand=True))
    yield "unknown_verb", accept("S-12", "a verb, field and value of later software"), row(new)
    empty = change(1)
    yield "without_operations", accept("S-11", "a change may hold nothing"), row(empty)
    yield from bad_changes(first)


def row(item):
    return rows.write_header(item["header"]) + rows.write_body(item["body"]["operations"])


def bad_changes(first):
    def bad(name, requirement, comment, data):
        return name, reject("change", requirement, comment), data

    whole = row(first)
    yield bad("truncated", "S-3", "the last byte is missing", whole[:-1])
    yield bad("left_over", "S-4", "a byte follows the last operation", whole + b"\x00")
    yield bad("sequence_zero", "S-10", "sequences start at 1", row(change(0)))
    yield bad("sequence_above_limit", "S-10", "one above", row(change(LIMITS["sequenceMax"] + 1)))
    yield bad("stamp_above_limit", "S-8", "one above", row(change(1, stamp=LIMITS["stampMax"] + 1)))
    yield bad("membership_above_limit", "S-10", "one above",
              row(change(1, membership=LIMITS["sequenceMax"] + 1)))
    yield bad("level_above_limit", "S-10", "thirty-three bits", row(change(1, level=1 << 32)))
    two = [entry(FOREIGN[1], 1, "0b"), entry(FOREIGN[0], 1, "0a")]
    yield bad("dependencies_unsorted", "S-6", "by stream", row(change(1, dependencies=two)))
    twice = [entry(FOREIGN[0], 1, "0a")] * 2
    yield bad("dependency_twice", "S-6", "the same entry", row(change(1, dependencies=twice)))
    nothing = [entry(FOREIGN[0], 0, "0a")]
    yield bad("dependency_on_nothing", "S-10", "sequence 0", row(change(1, dependencies=nothing)))
    head = rows.write_header(header())
    yield bad("dependencies_beyond_end", "S-5", "65,536 entries are announced and none follows",
              head[:-1] + number(65_536))
    yield bad("dependencies_above_limit", "S-5", "65,537 entries", head[:-1] + number(65_537) + bytes(500))
    yield bad("operations_above_limit", "S-11", "16,385 operations", head + number(16_385) + bytes(500))
    flags = bytearray(rows.write_operation(create(1)))
    flags[1] = 2
    yield bad("flag_unknown", "S-7", "flag 2", head + number(1) + flags)
    yield bad("field_above_limit", "S-11", "one above",
              row(change(1, operation(1, own(1), field=LIMITS["fieldNumberMax"] + 1))))
    yield bad("key_above_limit", "S-11", "1,025 bytes",
              row(change(1, operation(1, own(1), key="61" * 1025))))
    stem = rows.write_operation(operation(1, own(1)))[:-3]
    yield bad("value_beyond_end", "S-5", "a megabyte is announced and two bytes follow",
              head + number(1) + stem + number(1 << 20) + b"\0\0")
    yield bad("value_above_limit", "S-11", "one byte more than a megabyte is announced",
              head + number(1) + stem + number((1 << 20) + 1) + b"\0\0")
    ids = [own(2), own(1)]
    yield bad("supersessions_unsorted", "S-6", "by sequence",
              row(change(3, operation(1, own(1), supersedes=ids))))
    yield bad("target_in_no_change", "S-10", "sequence 0", row(change(1, operation(1, own(0)))))


def every_form():
    """Twelve changes that together use every form of every column."""
    foreign = rows.id_text(FOREIGN[0], 40, 2)
    items = [
        change(1, create(1), operation(1, own(1), value=text("Ship it")),
               operation(1, own(1), field=2, value=b"\x03\x04"),
               operation(2, own(1), field=5, key="04016c", value=b"\x02")),
        change(2, operation(1, own(1), value=text("Ship it now"), supersedes=[own(1, 1)])),
        change(3, operation(1, own(1), value=text("Ship it"), supersedes=[own(2)])),
        change(4, create(4), operation(2, own(4), field=5, key="04016c", value=b"\x02"),
               operation(2, own(4), field=5, key="04016d", value=b"\x02"),
               dependencies=[entry(FOREIGN[0], 40, "0a"), entry(FOREIGN[2], 3, "0c")]),
        change(5, operation(1, foreign, value=text("theirs"), supersedes=[rows.id_text(FOREIGN[0], 40, 7)])),
        change(6, operation(1, foreign, value=text("theirs"), supersedes=[
            rows.id_text(FOREIGN[0], 44, 0), rows.id_text(FOREIGN[1], 2, 1), own(5)]),
            author=OTHER, membership=2, level=3),
        {"header": header(7), "body": {"withheld": "ee" * 32}},
        change(8),
        change(9, operation(8, own(1), supersedes=[own(3)])),
        change(10, operation(201, own(4), field=70, subfield=9, key="ff", value=b"\x04\x05abc",
                             mustUnderstand=True)),
        change(11, operation(1, own(4, 1), value=b""), operation(1, own(11, 0), value=b"\x04\x00"),
               dependencies=[entry(FOREIGN[0], 44, "0d")]),
        change(12, operation(1, own(4, 1), value=b"", supersedes=[own(4, 2), own(11, 0)]), stamp=STAMP + 3),
    ]
    for item in items:
        item["body"].get("operations", [])
    items[5]["body"]["operations"][0]["supersedes"].sort(key=rows.operation_id)
    return items


def many_edits(count):
    states = [b"idea", b"todo", b"doing", b"done"]
    items = [change(1, create(1), operation(1, own(1), value=text("idea")))]
    for sequence in range(2, count + 1):
        before = own(sequence - 1, 1 if sequence == 2 else 0)
        value = text(states[sequence * 7 % 4].decode())
        items.append(change(sequence, operation(1, own(1), value=value, supersedes=[before])))
    return items


def batches():
    minimal = seal([change(1, create(1))])
    good = [
        ("minimal", "S-43", "one change that creates", minimal),
        ("every_form", "S-42", "every form of every column", seal(every_form())),
        ("compressed", "S-27", "forty edits of one field, compressed", seal(many_edits(40))),
        ("withheld_only", "S-35", "a body of which only the hash is left",
         seal([{"header": header(1), "body": {"withheld": "ee" * 32}}])),
        ("unknown_verb", "S-12", "an operation of later software",
         seal([change(1, operation(250, own(1), field=1 << 20, subfield=1 << 20, key="00",
                                   value=b"\x99", mustUnderstand=True))])),
    ]
    for name, requirement, comment, batch in good:
        yield name, accept(requirement, comment, workspace=WORKSPACE), columns.encode(batch)
    items = every_form()
    previous = ORIGIN
    for item in items[:8]:
        previous = rows.link(previous, item)
    tail = seal(items[8:], previous)
    yield "tail", accept("S-43", "the end of a longer run, under the same seal",
                         workspace=WORKSPACE), columns.encode(tail)
    yield "without_birth", accept("S-25", "for a receiver that holds the stream's birth"), \
        columns.encode(minimal | {"birth": None})
    yield from bad_outlines(minimal, tail)
    yield from bad_column_sets(minimal)
    yield from bad_headers()
    yield from bad_operations()
    yield from bad_seals(minimal)


def bad(name, requirement, comment, data, **more):
    return name, reject("change", requirement, comment, **more), data


def bad_outlines(minimal, tail):
    good = columns.encode(minimal)
    at = 2 + 16
    yield bad("layout_unknown", "S-22", "layout 2", b"\x02" + good[1:])
    yield bad("flag_unknown", "S-7", "flag 4", good[:1] + b"\x06" + good[2:])
    yield bad("first_zero", "S-10", "sequences start at 1", good[:at] + b"\x00" + good[at + 1 :])
    yield bad("count_above_limit", "S-24", "16,385 changes",
              good[: at + 1] + number(16_384) + good[at + 2 :])
    long = tail | {"first": LIMITS["sequenceMax"] - 2}
    yield bad("last_above_limit", "S-24", "the last sequence is one above its limit",
              uncompressed(long, columns.join(columns.columns_of(tail["changes"]))))
    data = columns.join(columns.columns_of(tail["changes"]))
    birth = columns.outline(tail | {"birth": minimal["birth"]}, 2, len(data)) + data
    yield bad("birth_inside_stream", "S-25", "only a stream's first batch bears its birth", birth)
    data = columns.join(columns.columns_of(minimal["changes"]))
    yield bad("columns_shorter_than_said", "S-28", "one byte fewer", uncompressed(minimal, data, length=len(data) + 1))
    yield bad("columns_longer_than_said", "S-28", "one byte more", uncompressed(minimal, data, length=len(data) - 1))
    yield bad("truncated_outline", "S-3", "it ends inside the signature", good[:80])
    many = seal(many_edits(40))
    plain = columns.join(columns.columns_of(many["changes"]))
    frame = zstd.compress(plain)

    def compressed(name, requirement, comment, kept, length=len(plain)):
        return bad(name, requirement, comment, uncompressed(many, kept, flags=3, length=length))

    yield compressed("no_frame", "S-27", "the bytes are no zstd frame", bytes(len(frame)))
    yield compressed("frame_truncated", "S-27", "the frame ends early", frame[:-1])
    yield compressed("frame_left_over", "S-27", "a byte follows the frame", frame + b"\x00")
    yield compressed("two_frames", "S-27", "two frames that together have the length",
                     zstd.compress(plain[:90]) + zstd.compress(plain[90:]))
    yield compressed("skippable_frame", "S-27", "a frame of another kind comes first",
                     b"\x50\x2a\x4d\x18\x04\x00\x00\x00abcd" + frame)
    yield compressed("length_one_long", "S-27", "the frame holds one byte fewer than declared",
                     frame, len(plain) + 1)
    yield compressed("length_one_short", "S-27", "the frame holds one byte more than declared",
                     frame, len(plain) - 1)
    yield compressed("columns_above_limit", "S-26", "one byte above sixteen megabytes is declared",
                     frame, LIMITS["batchLengthMaxBytes"] + 1)
    zeros = seal([change(1, operation(1, own(1), value=b"\x05" + number(200_000) + bytes(200_000)))])
    data = columns.join(columns.columns_of(zeros["changes"]))
    yield bad("inflation", "S-26", "all is in order, but no honest batch shrinks so far",
              uncompressed(zeros, zstd.compress(data), flags=3, length=len(data)))
    yield compressed("compressed_without_need", "S-27", "the frame is as long as its content",
                     frame + bytes(len(plain) - len(frame)))


def bad_column_sets(minimal):
    own_columns = columns.columns_of(minimal["changes"])
    data = columns.join(own_columns)
    present = number(sum(1 << columns.NAMES.index(name) for name in own_columns))
    rest = data[len(present) :]
    more = number(1 << 27 | sum(1 << columns.NAMES.index(name) for name in own_columns))
    yield bad("column_unknown", "S-29", "a twenty-eighth column", uncompressed(minimal, more + rest))
    empty = dict(own_columns) | {"keys": b""}
    yield bad("column_empty", "S-29", "a column is present and empty",
              uncompressed(minimal, columns.join(empty)))
    yield bad("columns_left_over", "S-29", "a byte follows the last column", uncompressed(minimal, data + b"\0"))
    yield bad("columns_truncated", "S-29", "the last column is a byte short", uncompressed(minimal, data[:-1]))
    yield bad("columns_none", "S-29", "no column at all", uncompressed(minimal, b"\x00"))
    yield bad("column_in_excess", "S-29", "a column that nothing reads",
              with_columns(minimal, keyBytes=b"a"))


def bad_headers():
    batch = seal(every_form())
    own_columns = columns.columns_of(batch["changes"])
    streams = own_columns["streams"]

    def broken(name, requirement, comment, **replaced):
        return bad(name, requirement, comment, with_columns(batch, **replaced))

    yield broken("stream_twice", "S-30", "a label's stream is there twice", streams=streams + streams[:16])
    yield broken("stream_own", "S-30", "the batch's own stream bears a second label",
                 streams=streams + bytes.fromhex(STREAM))
    yield broken("stream_unused", "S-30", "no column names the last label", streams=streams + b"\x77" * 16)
    two = seal([change(1, create(1), dependencies=[entry(FOREIGN[0], 3, "0a"), entry(FOREIGN[1], 4, "0b")])])
    swapped = bytes.fromhex(FOREIGN[1] + FOREIGN[0])
    yield bad("streams_not_by_first_use", "S-30", "label 2 is used before label 1",
              with_columns(two, streams=swapped, dependencyStreams=b"\x02\x01"))
    dependency = own_columns["dependencyStreams"]
    yield broken("stream_unknown", "S-30", "label 9 of three", dependencyStreams=b"\x09" + dependency[1:])
    yield broken("author_unused", "S-30", "no context names the last author",
                 authors=own_columns["authors"] + b"\x77" * 16)
    yield broken("author_twice", "S-30", "the same author under two numbers",
                 authors=bytes.fromhex(AUTHOR + AUTHOR))
    yield broken("author_unknown", "S-31", "author 2 of two", contexts=b"\x02\x02\x02\x0b", authors=bytes.fromhex(AUTHOR + OTHER))
    one = bytes.fromhex(AUTHOR)
    yield broken("contexts_split", "S-31", "one run is written as two",
                 authors=one, contexts=b"\x00\x02\x02\x04" + b"\x00\x00\x00\x06")
    yield broken("contexts_too_long", "S-31", "the run covers a thirteenth change",
                 authors=one, contexts=b"\x00\x02\x02\x0c")
    yield broken("contexts_too_short", "S-31", "the last change is not covered",
                 authors=one, contexts=b"\x00\x02\x02\x0a")
    yield broken("membership_negative", "S-31", "below 0", authors=one, contexts=b"\x00\x01\x02\x0b")
    yield broken("level_negative", "S-31", "below 0", authors=one, contexts=b"\x00\x02\x01\x0b")
    times = own_columns["stampMilliseconds"]
    counters = own_columns["stampCounters"]
    yield broken("stamp_negative", "S-32", "milliseconds below 0", stampMilliseconds=b"\x01" + b"\x00" * 11)
    yield broken("stamp_above_limit", "S-32", "one above the greatest stamp",
                 stampMilliseconds=signed(1 << 46) + b"\x00" * 11, stampCounters=b"\x01" + b"\x00" * 11)
    yield broken("counter_above_limit", "S-32", "seventeen bits", stampCounters=number(1 << 16) + counters[1:])
    yield broken("counter_overlong", "S-1", "zero in two bytes", stampCounters=b"\x80\x00" + counters[1:])
    yield broken("stamps_short", "S-32", "the last change has no milliseconds", stampMilliseconds=times[:-1])
    yield broken("stamps_long", "S-32", "a stamp too many", stampMilliseconds=times + b"\x00")
    counts = own_columns["dependencyCounts"]
    sequences = own_columns["dependencySequences"]
    yield broken("dependencies_behind_last", "S-33", "of a thirteenth change", dependencyCounts=b"\x03\x01\x08\x00")
    yield broken("dependency_sequence_zero", "S-33", "differences that come to 0",
                 dependencySequences=b"\x00" + sequences[1:])
    yield broken("dependencies_unsorted", "S-6", "the same stream twice with falling sequences",
                 dependencyStreams=b"\x01\x01\x01", dependencySequences=b"\x50\x01\x06",
                 streams=streams[:16] + streams[32:] + streams[16:32])
    yield broken("dependency_link_missing", "S-33", "a link short",
                 dependencyLinks=own_columns["dependencyLinks"][:-32])
    yield broken("dependency_counts_above_limit", "S-5", "65,537 of one change",
                 dependencyCounts=number(3) + number(65_536) + counts[2:])


def bad_operations():
    batch = seal(every_form())
    own_columns = columns.columns_of(batch["changes"])

    def broken(name, requirement, comment, **replaced):
        return bad(name, requirement, comment, with_columns(batch, **replaced))

    def first(column, value, length=1):
        return {column: value + own_columns[column][length:]}

    yield broken("bodies_split", "S-34", "equal codes in two runs", bodies=own_columns["bodies"][:2]
                 + b"\x02\x00\x02\x00" + own_columns["bodies"][4:])
    yield broken("bodies_too_long", "S-34", "of a thirteenth change", bodies=own_columns["bodies"][:-1] + b"\x02")
    yield broken("bodies_more_than_shapes", "S-34", "more operations than shapes", **first("bodies", number(9)))
    yield broken("withheld_hash_missing", "S-35", "no hash follows", withheldHashes=None)
    yield broken("withheld_hash_left_over", "S-35", "a hash too many", withheldHashes=b"\xee" * 64)
    entries = own_columns["shapeEntries"]
    yield broken("shape_flag_unknown", "S-7", "flag 4", shapeEntries=entries[:1] + b"\x04" + entries[2:])
    yield broken("shape_twice", "S-36", "two numbers for one shape", shapeEntries=entries + entries[:4])
    yield broken("shape_unused", "S-36", "no operation has the last shape",
                 shapeEntries=entries + b"\x09\x00\x01\x00")
    yield broken("shape_unknown", "S-36", "a number without an entry", **first("shapes", b"\x63"))
    yield broken("shapes_not_by_first_use", "S-36", "shape 1 comes before shape 0", **first("shapes", b"\x01"))
    yield broken("shape_field_above_limit", "S-36", "one above",
                 shapeEntries=entries[:2] + number((1 << 20) + 1) + entries[3:])
    one = seal([change(1, create(1))])
    target = own_columns["targets"]
    yield bad("target_before_the_first", "S-37", "the same as nothing", with_columns(one, targets=b"\x00"))
    yield bad("target_itself_as_own", "S-37", "the long form of the operation itself",
              with_columns(one, targets=b"\x03", targetSequences=b"\x00", targetIndexes=b"\x00"))
    yield bad("target_itself_as_index", "S-37", "the middle form of the operation itself",
              with_columns(one, targets=b"\x02", targetIndexes=b"\x00"))
    yield broken("target_same_in_full", "S-37", "the target of the operation before, by its index",
                 targets=target[:1] + b"\x02" + target[2:], targetIndexes=b"\x00" + own_columns["targetIndexes"])
    yield bad("target_sequence_zero", "S-37", "one more back than there is",
              with_columns(one, targets=b"\x03", targetSequences=b"\x02", targetIndexes=b"\x00"))
    yield bad("target_index_above_limit", "S-37", "16,385",
              with_columns(one, targets=b"\x02", targetIndexes=number(16_385)))
    yield bad("target_label_unknown", "S-37", "label 1 of none",
              with_columns(one, targets=b"\x04", targetSequences=b"\x01", targetIndexes=b"\x00"))
    yield from bad_cells(own_columns, broken)
    yield from bombs()


def bad_cells(own_columns, broken):
    keys, lengths, data = (own_columns[name] for name in ("keys", "keyLengths", "keyBytes"))
    yield broken("key_unknown", "S-38", "key 9 of the dictionary", keys=b"\x00\x09" + keys[2:])
    yield broken("key_twice", "S-38", "the same key written again",
                 keys=b"\x00\x00" + keys[2:], keyLengths=lengths[:1] * 2 + lengths[1:],
                 keyBytes=data[:3] * 2 + data[3:])
    yield broken("key_empty", "S-38", "a shape with keys has one without bytes",
                 keyLengths=b"\x00" + lengths[1:], keyBytes=data[3:])
    yield broken("key_above_limit", "S-38", "1,025 bytes", keyLengths=number(1025) + lengths[1:],
                 keyBytes=b"a" * 1022 + data)
    yield broken("key_bytes_left_over", "S-38", "a byte too many", keyBytes=data + b"a")
    values, lengths, data = (own_columns[name] for name in ("values", "valueLengths", "valueBytes"))
    yield broken("value_unknown", "S-39", "value 9 of a new dictionary", values=b"\x09" + values[1:])
    whole = seal([change(1, operation(1, own(1), value=text("hi")))])
    yield bad("value_text_written_whole", "S-39", "a text bears its own prefix",
              with_columns(whole, valueLengths=b"\x08", valueBytes=text("hi")))
    twice = seal([change(1, operation(1, own(1)), operation(1, own(1)))])
    yield bad("value_twice", "S-39", "the same value written again",
              with_columns(twice, values=b"\0\0", valueLengths=b"\x02\x02", valueBytes=b"\0\0"))
    yield broken("value_bytes_left_over", "S-39", "a byte too many", valueBytes=data + b"a")
    yield broken("value_above_limit", "S-39", "a megabyte and a byte is announced",
                 valueLengths=number((1 << 20) + 1 << 1) + lengths[1:])
    one = seal([change(1, create(1))])
    yield bad("supersession_of_no_latest", "S-40", "nothing was written before",
              with_columns(one, supersessions=b"\x01"))
    pair = seal([change(1, operation(1, own(1)), operation(1, own(1), value=b"\x01"))])
    yield bad("supersession_latest_as_index", "S-40", "the latest of the cell, by its index",
              with_columns(pair, supersessions=b"\x00\x02", supersededIndexes=b"\x00"))
    yield bad("supersession_latest_as_list", "S-40", "the latest of the cell, in a list",
              with_columns(pair, supersessions=b"\x00\x03", referenceStreams=b"\x00",
                           referenceSequences=b"\x00", referenceIndexes=b"\x00"))
    yield bad("supersession_beside_as_list", "S-40", "one of the target's change, in a list",
              with_columns(one, supersessions=b"\x03", referenceStreams=b"\x00",
                           referenceSequences=b"\x00", referenceIndexes=b"\x05"))
    yield bad("supersession_list_unsorted", "S-6", "falling indexes",
              with_columns(one, supersessions=b"\x04", referenceStreams=b"\x00\x00",
                           referenceSequences=b"\x00\x00", referenceIndexes=b"\x05\x04"))
    yield bad("supersessions_above_limit", "S-40", "4,097 references",
              with_columns(one, supersessions=number(4_099)))


def bombs():
    # Compressible enough to be short, and not so much that the ratio alone refuses it.
    noise = hashlib.sha512(b"noise").digest() * 4
    value = b"\x05" + number(65_024) + noise * 254
    large = [operation(1, own(1), value=value) for _ in range(70)]
    one_change = seal([change(1, *large)])
    yield bad("body_above_limit", "S-41", "70 operations share a value of 65,028 bytes",
              columns.encode(one_change))
    parts = [change(n, *[item | {"target": own(1)} for item in large[:60]]) for n in range(1, 6)]
    yield bad("rows_above_limit", "S-41", "300 operations in five changes share a value of 65,028 bytes",
              columns.encode(seal(parts)))


def bad_seals(minimal):
    broken = minimal | {"link": "00" * 31 + "01"}
    yield bad("link_false", "S-43", "the chain of the rows ends in another link",
              columns.encode(broken), workspace=WORKSPACE)
    signature = bytes.fromhex(minimal["signature"])
    broken = minimal | {"signature": (bytes([signature[0] ^ 1]) + signature[1:]).hex()}
    yield bad("seal_false", "S-15", "a bit of the signature differs", columns.encode(broken), workspace=WORKSPACE)
    other = {"publicKey": ed25519.public_key(bytes(32)).hex(), "nonce": NONCE.hex()}
    yield bad("stream_of_another_key", "S-14", "the stream is not named after this key",
              columns.encode(minimal | {"birth": other}), workspace=WORKSPACE)


def frames():
    def good(name, requirement, comment, data, limit="after proof"):
        return name, accept(requirement, comment, limit=limit), data

    ping = messages.encode({"type": "ping", "number": 7})
    yield good("one", "S-44", "a ping", ping)
    yield good("two", "S-47", "two frames in one piece", ping + ping)
    yield good("beginning_of_another", "S-47", "a frame and three bytes of the next", ping + ping[:3])
    yield good("nothing", "S-47", "no byte yet", b"")
    yield good("type_only", "S-44", "the shortest frame there is", messages.frame(0x80, b""))
    full = messages.frame(1, bytes(4_091))
    yield good("page", "S-45", "4,096 bytes in all fit before the proof", full, "before proof")
    yield "empty", reject("frame", "S-44", "a frame without a type", limit="after proof"), bytes(4)
    above = messages.frame(1, bytes(4_092))[:5]
    yield ("above_a_page", reject("frame", "S-45", "4,097 bytes in all before the proof; only "
           "the first five are here", limit="before proof"), above)
    length = messages.FRAME_MAX - 3
    yield ("above_the_limit", reject("frame", "S-45", "one byte above the limit after the proof",
           limit="after proof"), length.to_bytes(4, "big"))
    yield ("longest_length", reject("frame", "S-45", "four gigabytes are announced",
           limit="after proof"), b"\xff" * 4)


def hello(**more):
    return {"type": "hello", "firstProtocol": 1, "lastProtocol": 1, "features": 0,
            "workspace": WORKSPACE, "schemaLevel": 3, "publicKey": KEY.hex(),
            "nonce": bytes(range(32, 64)).hex(), "wallMilliseconds": 1_767_225_600_000} | more


def all_messages():
    entries = [entry(FOREIGN[0], 3, "0a"), entry(FOREIGN[1], 9, "0b")]
    position = {"count": 12, "hash": "ab" * 32}
    wants = [{"entry": entries[0], "held": []},
             {"entry": entries[1], "held": [{"sequence": 4, "link": "0c" * 32}, {"sequence": 5, "link": "0d" * 32}]}]
    batch = columns.encode(seal([change(1, create(1))]))
    yield "hello", hello()
    yield "hello_of_a_hub", hello(schemaLevel=0, features=(1 << 64) - 1, lastProtocol=65_535)
    yield "proof", {"type": "proof", "signature": "5a" * 64, "invite": None}
    yield "proof_with_invite", {"type": "proof", "signature": "5a" * 64, "invite": {
        "inviteKey": "1b" * 32, "signature": "2c" * 64, "member": AUTHOR}}
    yield "welcome", {"type": "welcome", "member": AUTHOR, "roles": ["contributor", "admin"], "hub": OTHER,
                      "epoch": 77, "creditBytes": 1 << 20, "idleMaxMilliseconds": 30_000,
                      "wallMilliseconds": 5, "ownHeads": entries[:1]}
    yield "resume", {"type": "resume", "cursor": {"hub": OTHER, "epoch": 77, "position": position},
                     "vector": entries, "creditBytes": 1 << 20}
    yield "resume_first_time", {"type": "resume", "cursor": None, "vector": [], "creditBytes": 1}
    yield "position_from_cursor", {"type": "position", "byVectors": None, "epoch": 77, "head": position, "wants": wants}
    yield "position_by_vectors", {"type": "position", "byVectors": entries, "epoch": 78, "head": position, "wants": []}
    yield "batch", {"type": "batch", "position": None, "batch": batch.hex()}
    yield "batch_with_position", {"type": "batch", "position": position, "batch": batch.hex()}
    yield "acknowledge", {"type": "acknowledge", "entries": entries, "position": None}
    yield "acknowledge_with_position", {"type": "acknowledge", "entries": [], "position": position}
    yield "missing", {"type": "missing", "wants": wants}
    yield "missing_nothing", {"type": "missing", "wants": []}
    for reason in messages.REFUSALS.values():
        yield f"refused_{reason}", {"type": "refused", "stream": STREAM, "sequence": 5, "reason": reason}
    yield "credit", {"type": "credit", "bytes": 1 << 18}
    yield "credit_most", {"type": "credit", "bytes": messages.CREDIT_MAX}
    yield "caught_up", {"type": "caughtUp", "position": position, "digest": "ab" * 32}
    yield "caught_up_in_passing", {"type": "caughtUp", "position": position, "digest": None}
    yield "ping", {"type": "ping", "number": 7}
    yield "pong", {"type": "pong", "number": (1 << 32) - 1}
    yield "invite_request", {"type": "inviteRequest", "number": 1, "invite": "ab" * 32, "role": "planner",
                             "member": None, "expiresAtMilliseconds": 1_767_225_600_000}
    yield "invite_request_for_a_device", {"type": "inviteRequest", "number": 2, "invite": "ab" * 32,
                                          "role": "viewer", "member": AUTHOR, "expiresAtMilliseconds": 9}
    for outcome in messages.OUTCOMES.values():
        yield f"invite_answer_{outcome}", {"type": "inviteAnswer", "number": 1, "outcome": outcome}
    yield "digest_query", {"type": "digestQuery", "number": 3}
    yield "digest_answer", {"type": "digestAnswer", "number": 3, "logDigest": "ab" * 32, "states": []}
    yield "digest_answer_with_state", {"type": "digestAnswer", "number": 3, "logDigest": "ab" * 32,
                                       "states": [{"tag": "0102", "digest": "cd" * 32}]}
    for reason in messages.REASONS.values():
        yield f"goodbye_{reason}", {"type": "goodbye", "reason": reason}
    yield "state_report", {"type": "stateReport", "tag": "0101" + "ab" * 32, "digest": "cd" * 32}
    yield "all_sent", {"type": "allSent", "count": 300}


def message_vectors():
    for name, message in all_messages():
        yield name, accept("S-48", "every field in its place"), messages.encode(message)
    yield ("unknown_optional", accept("S-46", "a message of later software that may be skipped"),
           messages.frame(0xEE, b"whatever"))

    def broken(name, requirement, comment, data):
        return name, reject("message", requirement, comment), data

    yield broken("unknown_critical", "S-46", "a message of later software that must be understood",
                 messages.frame(0x6E, b"whatever"))
    whole = messages.encode(hello())
    yield broken("hello_left_over", "S-48", "a byte follows the last field", messages.frame(1, whole[5:] + b"\0"))
    yield broken("hello_truncated", "S-48", "the last byte is missing", messages.frame(1, whole[5:-1]))
    yield broken("hello_empty", "S-48", "no field at all", messages.frame(1, b""))
    yield broken("hello_protocols_reversed", "S-49", "from 2 to 1", messages.encode(hello(firstProtocol=2)))
    yield broken("hello_wall_above_limit", "S-49", "later than the greatest stamp",
                 messages.encode(hello(wallMilliseconds=messages.MILLISECONDS_MAX + 1)))
    kinds = {kind: body for kind, body in named_bodies()}
    yield broken("state_report_tag_too_long", "S-5", "a tag of 257 bytes",
                 messages.frame(128, b"\x81\x02" + bytes(257) + bytes(32)))
    yield broken("all_sent_count_above_limit", "S-48", "2^62 + 1 runs",
                 messages.frame(129, b"\x81\x80\x80\x80\x80\x80\x80\x80\x40"))
    yield broken("presence_unknown", "S-7", "2 is neither absent nor present",
                 messages.frame(2, kinds["proof"][:-1] + b"\x02"))
    yield broken("role_unknown", "S-51", "role 9",
                 messages.frame(3, kinds["welcome"][:17] + b"\x09" + kinds["welcome"][18:]))
    yield broken("refusal_unknown", "S-51", "reason 0", messages.frame(9, kinds["refused"][:-1] + b"\0"))
    yield broken("refused_sequence_zero", "S-50", "no change has it",
                 messages.frame(9, kinds["refused"][:16] + b"\0" + kinds["refused"][17:]))
    yield broken("reason_unknown", "S-51", "goodbye 99", messages.frame(18, b"\x63"))
    yield broken("outcome_unknown", "S-51", "outcome 4", messages.frame(15, b"\x01\x04"))
    entries = [entry(FOREIGN[1], 9, "0b"), entry(FOREIGN[0], 3, "0a")]
    yield broken("entries_unsorted", "S-50", "by stream",
                 messages.encode({"type": "acknowledge", "entries": entries, "position": None}))
    yield broken("entry_twice", "S-50", "the same entry",
                 messages.encode({"type": "acknowledge", "entries": entries[:1] * 2, "position": None}))
    yield broken("wants_unsorted", "S-50", "by stream", messages.encode(
        {"type": "missing", "wants": [{"entry": item, "held": []} for item in entries]}))
    heads = [{"sequence": 5, "link": "0d" * 32}, {"sequence": 4, "link": "0c" * 32}]
    yield broken("held_unsorted", "S-50", "by sequence", messages.encode(
        {"type": "missing", "wants": [{"entry": entries[0], "held": heads}]}))
    heads = [{"sequence": n, "link": "0d" * 32} for n in range(1, 66)]
    yield broken("held_above_limit", "S-50", "sixty-five heads", messages.encode(
        {"type": "missing", "wants": [{"entry": entries[0], "held": heads}]}))
    yield broken("entries_beyond_end", "S-5", "65,536 entries are announced",
                 messages.frame(7, number(65_536) + bytes(100)))
    yield broken("entries_above_limit", "S-50", "65,537 entries are announced",
                 messages.frame(7, number(65_537) + bytes(100)))
    yield broken("credit_above_limit", "S-53", "one above",
                 messages.encode({"type": "credit", "bytes": messages.CREDIT_MAX + 1}))
    yield broken("ping_above_limit", "S-48", "thirty-three bits", messages.frame(12, number(1 << 32)))
    whole = dict(all_messages())
    for name, of, field, value, comment in (
        ("hello_protocol_above_limit", "hello", "lastProtocol", 1 << 16, "seventeen bits"),
        ("hello_level_above_limit", "hello", "schemaLevel", 1 << 32, "thirty-three bits"),
        ("welcome_idle_above_limit", "welcome", "idleMaxMilliseconds", 1 << 32, "thirty-three bits"),
        ("welcome_wall_above_limit", "welcome", "wallMilliseconds", (1 << 46) + 1, "one above the greatest stamp's"),
        ("invite_request_expiry_above_limit", "invite_request", "expiresAtMilliseconds", (1 << 46) + 1,
         "one above the greatest stamp's"),
        ("digest_query_above_limit", "digest_query", "number", 1 << 32, "thirty-three bits"),
    ):
        yield broken(name, "S-48", comment, messages.encode(whole[of] | {field: value}))
    yield broken("roles_above_limit", "S-5", "nine roles are announced", messages.encode(
        whole["welcome"] | {"roles": ["admin"] * 9}))
    state = {"tag": "", "digest": "0e" * 32}
    yield broken("states_above_limit", "S-5", "seventeen state digests", messages.encode(
        whole["digest_answer"] | {"states": [state] * 17}))
    yield broken("batch_layout_unknown", "S-52", "the outline of a batch is refused with its message",
                 messages.frame(6, b"\x00\x02" + bytes(200)))
    yield broken("batch_empty", "S-52", "no batch follows", messages.frame(6, b"\x00"))


def named_bodies():
    for name, message in all_messages():
        yield name, messages.encode(message)[5:]
        if name == "refused_malformed":
            yield "refused", messages.encode(message)[5:]


def merges():
    def given(name, requirement, comment, of, value):
        text = json.dumps(value, sort_keys=True, separators=(",", ":"))
        return name, accept(requirement, comment, of=of, given=text), b""

    yield given("vectors_joined", "S-17", "the higher sequence of each stream", "vectors",
                {"left": {FOREIGN[0]: 3, FOREIGN[1]: 1}, "right": {FOREIGN[0]: 2, FOREIGN[2]: 5}})
    yield given("vectors_empty", "S-17", "nothing joined to something", "vectors",
                {"left": {}, "right": {FOREIGN[0]: 2}})
    yield given("effective_by_stamp", "S-19", "the stamp is the greatest", "effective stamp",
                {"stamp": 900, "previous": [100], "dependencies": [200, 300]})
    yield given("effective_by_previous", "S-19", "a clock that went back", "effective stamp",
                {"stamp": 5, "previous": [100], "dependencies": []})
    yield given("effective_by_dependency", "S-19", "a slow clock beside a fast one", "effective stamp",
                {"stamp": 5, "previous": [100], "dependencies": [70, 1_000_000]})
    yield given("effective_first", "S-19", "no change before it", "effective stamp",
                {"stamp": 0, "previous": [], "dependencies": []})
    order = [[9, FOREIGN[1], 1, 0], [9, FOREIGN[0], 2, 1], [9, FOREIGN[0], 2, 0], [8, FOREIGN[2], 9, 9],
             [9, FOREIGN[0], 1, 5]]
    yield given("fold_order", "S-20", "by effective stamp, branch, sequence and index", "fold order", order)
    yield given("branch_name", "S-16", "a branch bears the hash of its first change's link", "branch name",
                {"stream": STREAM, "link": "0a" * 32})
    yield given("position_advanced", "S-18", "a run more", "position",
                {"position": {"count": 0, "hash": ORIGIN}, "entry": entry(FOREIGN[0], 3, "0a")})
    yield given("log_digest", "S-21", "two streams, one of them forked", "log digest",
                [entry(FOREIGN[1], 9, "0b"), entry(FOREIGN[0], 3, "0a"), entry(FOREIGN[0], 2, "0c")])
    yield given("log_digest_empty", "S-21", "nothing held", "log digest", [])
    other = hello(publicKey=ed25519.public_key(bytes(32)).hex(), nonce="07" * 32, schemaLevel=0)
    yield given("transcript", "S-55", "what hub, replica and invite sign", "transcript",
                {"replica": hello(), "hub": other, "member": AUTHOR})


def all_vectors():
    folders = {"varint": varints, "timestamp": timestamps, "change": changes, "batch": batches,
               "frame": frames, "message": message_vectors, "merge": merges}
    for folder, make in folders.items():
        for name, fields, data in make():
            yield folder, name, fields, data
