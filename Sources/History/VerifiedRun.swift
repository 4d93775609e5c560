package import Causality

/// A batch with its changes and their links, found to follow from one another and to end in the seal.
package struct VerifiedRun: Hashable, Sendable {
    package let batch: Batch
    package let changes: [Change]
    package let links: [Link]

    /// Checks sequences, chain and bounds; nil where the batch contradicts itself.
    package init?(checking batch: Batch, _ changes: [Change]) {
        guard !changes.isEmpty, batch.first > 0, batch.last <= Limits.sequenceMax,
            batch.last >= batch.first, batch.last - batch.first == UInt64(changes.count - 1),
            batch.seal.head == Head(batch.last, batch.link),
            batch.first > 1 || batch.previous == .origin,
            batch.birth == nil || batch.first == 1
        else { return nil }
        for offset in changes.indices {
            guard changes[offset].header.stream == batch.stream,
                changes[offset].header.sequence == batch.first + UInt64(offset),
                Self.isBounded(changes[offset])
            else { return nil }
        }
        #if RAILYARD_BUG_SKIP_CHAIN  // Trips `chains are whole`.
            let links = Chain.links(after: batch.previous, changes).dropLast() + [batch.link]
            self.init(batch: batch, changes: changes, links: Array(links))
        #else
            let links = Chain.links(after: batch.previous, changes)
            guard links.last == batch.link else { return nil }
            self.init(batch: batch, changes: changes, links: links)
        #endif
    }

    private init(batch: Batch, changes: [Change], links: [Link]) {
        self.batch = batch
        self.changes = changes
        self.links = links
    }

    /// The head before the change at this place of the run.
    package func head(before index: Int) -> Head {
        Head(
            batch.first + UInt64(index) - 1,
            index == 0 ? batch.previous : links[index - 1])
    }

    /// The run without its first changes, under the same seal.
    package func dropping(_ count: Int) -> VerifiedRun {
        guard count > 0, count < changes.count else { return self }
        let rest = Array(changes.dropFirst(count))
        let cut = Batch(
            stream: batch.stream, first: batch.first + UInt64(count), last: batch.last,
            previous: links[count - 1], link: batch.link, seal: batch.seal, birth: nil,
            changes: rest, encoded: nil)
        return VerifiedRun(batch: cut, changes: rest, links: Array(links.dropFirst(count)))
    }

    private static func isBounded(_ change: Change) -> Bool {
        let operations = change.operations
        guard change.header.stamp <= .max, change.header.membership <= Limits.sequenceMax,
            change.header.dependencies.count <= Limits.dependenciesPerChangeMax,
            operations.count <= Limits.operationsPerChangeMax
        else { return false }
        var last: VectorEntry?
        for entry in change.header.dependencies {
            guard entry.stream != change.header.stream, entry.sequence > 0,
                entry.sequence <= Limits.sequenceMax, last.map({ $0 < entry }) ?? true
            else { return false }
            last = entry
        }
        var length = 0
        for place in operations.indices {
            length += operations[place].value.count + operations[place].key.count
            guard length <= Limits.changeLengthMaxBytes,
                operations[place].value.count <= Limits.valueLengthMaxBytes,
                operations[place].key.count <= Limits.keyLengthMaxBytes,
                operations[place].supersedes.count <= Limits.supersedesPerOperationMax,
                UInt64(operations[place].field) <= Limits.fieldNumberMax,
                UInt64(operations[place].subfield) <= Limits.fieldNumberMax
            else { return false }
        }
        return true
    }
}
