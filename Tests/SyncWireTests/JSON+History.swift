import Causality
import History

extension JSON {
    init(_ id: OperationID) {
        self = .string("\(id.dot.stream)@\(id.dot.sequence).\(id.index)")
    }

    init(_ entry: VectorEntry) { self = JSON(entry.head).adding(["stream": .hex(entry.stream)]) }

    init(_ head: Head) {
        self = .object(["sequence": .number(head.sequence), "link": .hex(head.link)])
    }

    init(_ position: LogPosition) {
        self = .object(["count": .number(position.count), "hash": .hex(position.hash)])
    }

    init(_ header: ChangeHeader) {
        self = .object([
            "stream": .hex(header.stream), "sequence": .number(header.sequence),
            "stamp": .number(header.stamp.raw), "author": .hex(header.author),
            "membership": .number(header.membership),
            "level": .number(UInt64(header.schemaLevel)),
            "dependencies": .list(header.dependencies.map { JSON($0) }),
        ])
    }

    init(_ operation: Operation) {
        self = .object([
            "verb": .number(UInt64(operation.verb.rawValue)),
            "mustUnderstand": .flag(operation.mustUnderstand), "target": JSON(operation.target),
            "field": .number(UInt64(operation.field)), "key": .hex(operation.key),
            "subfield": .number(UInt64(operation.subfield)), "value": .hex(operation.value),
            "supersedes": .list(operation.supersedes.map { JSON($0) }),
        ])
    }

    init(_ change: Change) {
        let body: JSON =
            switch change.body {
            case .withheld(let hash): .object(["withheld": .hex(hash)])
            case .operations(let list): .object(["operations": .list(list.map { JSON($0) })])
            }
        self = .object(["header": JSON(change.header), "body": body])
    }

    init(_ batch: Batch) {
        self = .object([
            "stream": .hex(batch.stream), "first": .number(batch.first),
            "previous": .hex(batch.previous), "link": .hex(batch.link),
            "signature": .hex(batch.seal.signature),
            "birth": .optional(batch.birth) { birth in
                .object(["publicKey": .hex(birth.publicKey), "nonce": .hex(birth.nonce)])
            },
            "changes": .list((batch.changes ?? []).map { JSON($0) }),
        ])
    }
}
