import Causality
import History
import SyncProtocol

extension CanonicalWriter {
    /// Writes 0 for nothing, or 1 and the value.
    mutating func optional<Wrapped>(
        _ value: Wrapped?, _ write: (inout CanonicalWriter, Wrapped) -> Void
    ) {
        byte(value == nil ? 0 : 1)
        if let value { write(&self, value) }
    }

    mutating func position(_ position: LogPosition) {
        number(position.count)
        link(position.hash)
    }

    mutating func entries(_ entries: [VectorEntry]) {
        number(entries.count)
        for entry in entries { self.entry(entry) }
    }

    mutating func wants(_ wants: [Want]) {
        number(wants.count)
        for want in wants {
            entry(want.entry)
            number(want.held.count)
            for head in want.held { self.head(head) }
        }
    }

    private mutating func entry(_ entry: VectorEntry) {
        identifier(entry.stream)
        head(entry.head)
    }

    private mutating func head(_ head: Head) {
        number(head.sequence)
        link(head.link)
    }
}
