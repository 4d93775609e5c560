package import Causality

/// The operations of one command, kept, sent and applied as one; immutable.
package struct Change: Hashable, Sendable {
    package let header: ChangeHeader
    package let body: Body

    package init(header: ChangeHeader, body: Body) {
        self.header = header
        self.body = body
    }

    package init(header: ChangeHeader, operations: [Operation]) {
        self.init(header: header, body: .operations(Stretch(operations)))
    }

    package var dot: Dot { header.dot }

    /// The operations, none where the body is withheld.
    package var operations: Stretch<Operation> {
        switch body {
        case .operations(let operations): operations
        case .withheld: []
        }
    }

    /// The length of the rows that are hashed, in bytes.
    package var canonicalLength: Int {
        var writer = CanonicalWriter(capacity: 128)
        header.write(to: &writer)
        return writer.bytes.count + (body.canonicalBytes?.count ?? Link.byteCount)
    }
}
