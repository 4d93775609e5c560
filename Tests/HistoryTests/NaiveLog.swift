import Causality
import History

/// The oracle: all changes in a plain dictionary, everything else computed from it the slow way.
struct NaiveLog {
    private struct Entry {
        let change: Change
        let previous: Link
    }

    private var entries: [Link: Entry] = [:]

    /// Takes in all changes of a batch, whatever order batches come in.
    mutating func add(_ batch: Batch) {
        var previous = batch.previous
        for change in batch.changes ?? [] {
            let link = Chain.link(after: previous, change)
            entries[link] = Entry(change: change, previous: previous)
            previous = link
        }
    }

    /// The effective stamp by its definition.
    func effective(_ link: Link) -> UInt64 {
        guard let entry = entries[link] else { return 0 }
        var value = entry.change.header.stamp.raw
        if entry.previous != .origin { value = max(value, effective(entry.previous) + 1) }
        for dependency in entry.change.header.dependencies {
            value = max(value, effective(dependency.link) + 1)
        }
        return value
    }

    /// The branch of a change: the nearest one at or before it that has a sibling begins it.
    func branch(_ link: Link) -> StreamID? {
        var link = link
        while let entry = entries[link] {
            let stream = entry.change.header.stream
            if siblings(of: link).count > 1 {
                return Lineage.branchName(of: stream, startingAt: link)
            }
            if entry.previous == .origin { return stream }
            link = entry.previous
        }
        return nil
    }

    /// The heads that nothing follows.
    var heads: [VectorEntry] {
        let previous = Set(entries.map { Pair($0.value.change.header.stream, $0.value.previous) })
        return entries.filter { !previous.contains(Pair($0.value.change.header.stream, $0.key)) }
            .map {
                VectorEntry($0.value.change.header.stream, $0.value.change.header.sequence, $0.key)
            }
            .sorted()
    }

    var admitted: Set<AdmittedChange> {
        Set(
            entries.compactMap { link, entry in
                branch(link).map {
                    AdmittedChange(
                        change: entry.change, link: link, branch: $0, effective: effective(link))
                }
            })
    }

    private func siblings(of link: Link) -> [Link] {
        guard let entry = entries[link] else { return [] }
        return entries.filter {
            $0.value.previous == entry.previous
                && $0.value.change.header.stream == entry.change.header.stream
        }.map(\.key)
    }

    private struct Pair: Hashable {
        let stream: StreamID
        let link: Link
        init(_ stream: StreamID, _ link: Link) {
            self.stream = stream
            self.link = link
        }
    }
}
