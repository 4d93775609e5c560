package import Causality

/// The edits of one text as a graph, and the plain text that they make.
///
/// Edits are kept as their authors made them, positions and all; the sequence structure that merges
/// concurrent ones exists only while they are replayed (`TextFold`). While everybody edits in turn
/// there is no such structure at all.
/// Source: J. Gentle and M. Kleppmann, "Collaborative Text Editing with Eg-walker" (2025).
package struct TextHistory: Sendable {
    /// In the order of folds.
    package private(set) var edits: [TextEdit]
    /// The text and its frontier, unless edits came that are not replayed yet.
    private var settled: Settled?

    private struct Settled {
        var text: ScalarText
        var frontier: [OperationID]
    }

    package init() {
        edits = []
        settled = Settled(text: ScalarText(), frontier: [])
    }

    /// Takes edits in any order, and the text that they make where it is known.
    package init(_ edits: [TextEdit], text: [UInt8]? = nil) {
        self.edits = edits.sorted { $0.foldsBefore($1) }
        settled = text.map {
            Settled(text: ScalarText(utf8: $0), frontier: Self.frontier(of: self.edits))
        }
    }

    /// Takes edits that are in the order of folds already, and what they make, as they are stored.
    init(
        ascending edits: [TextEdit], text: [UInt8], frontier: [OperationID]
    ) throws(CanonicalError) {
        for place in edits.indices.dropFirst() where !edits[place - 1].foldsBefore(edits[place]) {
            throw .unordered
        }
        self.edits = edits
        settled = Settled(text: ScalarText(utf8: text), frontier: frontier)
    }

    package var isEmpty: Bool { edits.isEmpty }

    /// The text as all edits together make it.
    package var reading: CanonicalText {
        CanonicalText(utf8: utf8) ?? ""
    }

    package var utf8: [UInt8] {
        settled?.text.utf8 ?? TextFold(edits).text.utf8
    }

    /// The edits that no other follows: the parents of the next one, and what is live of this cell.
    package var frontier: [OperationID] { settled?.frontier ?? Self.frontier(of: edits) }

    /// Takes an edit that is delivered after its parents.
    package mutating func apply(_ edit: TextEdit) {
        let place = place(of: edit)
        guard place == edits.count else {
            guard edits[place].id != edit.id else { return }
            edits.insert(edit, at: place)
            settled = nil
            return
        }
        edits.append(edit)
        guard var current = settled else { return }
        settled = nil
        #if !RAILYARD_BUG_TEXT_ARRIVAL  // trips the checker "equal digests at equal vectors"
            guard current.frontier == edit.parents else { return }
        #endif
        current.text.splice(
            at: edit.position, deleting: edit.deleteCount, inserting: edit.insert)
        current.frontier = [edit.id]
        settled = current
    }

    /// Replays what is not replayed yet, so that the next readings cost nothing.
    package mutating func settle() {
        guard settled == nil else { return }
        settled = Settled(text: TextFold(edits).text, frontier: Self.frontier(of: edits))
    }

    /// Takes every edit of another state: edits are never dropped.
    package mutating func merge(_ other: TextHistory) {
        let held = Set(edits.map(\.id))
        let new = other.edits.filter { !held.contains($0.id) }
        guard !new.isEmpty else { return }
        guard !edits.isEmpty else {
            self = other
            return
        }
        edits = (edits + new).sorted { $0.foldsBefore($1) }
        settled = nil
    }

    private func place(of edit: TextEdit) -> Int {
        guard let last = edits.last, !last.foldsBefore(edit) else { return edits.count }
        var low = 0
        var high = edits.count
        while low < high {
            let middle = (low + high) / 2
            if edits[middle].foldsBefore(edit) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private static func frontier(of edits: [TextEdit]) -> [OperationID] {
        var followed: Set<OperationID> = []
        for edit in edits { followed.formUnion(edit.parents) }
        return edits.map(\.id).filter { !followed.contains($0) }.sorted()
    }
}

/// Two histories are the same when their edits are: what is replayed of them is no part of it.
extension TextHistory: Hashable {
    package static func == (left: TextHistory, right: TextHistory) -> Bool {
        left.edits == right.edits
    }

    package func hash(into hasher: inout Hasher) { hasher.combine(edits) }
}
