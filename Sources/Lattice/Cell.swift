package import Causality

/// What a document holds at one address.
package enum Cell: Hashable, Sendable {
    case siblings(Siblings)
    case guarded(Guarded)
    case text(TextHistory)

    /// The three forms in which writes are kept, whatever kind of field reads them.
    package enum Form: UInt8, Hashable, Sendable {
        case siblings = 0
        case guarded = 1
        case text = 2
    }

    package init(_ form: Form) {
        switch form {
        case .siblings: self = .siblings(Siblings())
        case .guarded: self = .guarded(Guarded())
        case .text: self = .text(TextHistory())
        }
    }

    package var form: Form {
        switch self {
        case .siblings: .siblings
        case .guarded: .guarded
        case .text: .text
        }
    }

    package var isEmpty: Bool {
        switch self {
        case .siblings(let siblings): siblings.isEmpty
        case .guarded(let guarded): guarded.isEmpty
        case .text(let text): text.isEmpty
        }
    }

    /// The operations that are live here: what an author who writes now supersedes.
    package var ids: [OperationID] {
        switch self {
        case .siblings(let siblings): siblings.ids
        case .guarded(let guarded): guarded.ids
        case .text(let text): text.frontier
        }
    }

    /// Says whether more than one write is live here.
    package var holdsSeveral: Bool {
        switch self {
        case .siblings(let siblings): siblings.writes.count > 1
        case .guarded(let guarded): guarded.entries.count > 1 && guarded.live.count > 1
        case .text: false
        }
    }

    package var siblings: Siblings? {
        if case .siblings(let siblings) = self { siblings } else { nil }
    }

    package var guarded: Guarded? {
        if case .guarded(let guarded) = self { guarded } else { nil }
    }

    package var text: TextHistory? {
        if case .text(let text) = self { text } else { nil }
    }
}

// Each of these takes the content out, leaves an empty cell, and puts the content back: while two
// hold it, the first write to its array would copy it.
extension Cell {
    mutating func apply(_ write: Write?, superseding ids: Stretch<OperationID>) {
        guard case .siblings(var siblings) = self else { return }
        self = .siblings(Siblings())
        siblings.apply(write, superseding: ids)
        self = .siblings(siblings)
    }

    mutating func judge(
        _ write: Write, superseding ids: Stretch<OperationID>, granted: Bool, kind: FieldKind
    ) -> VoidReason? {
        guard case .guarded(var guarded) = self else { return nil }
        self = .guarded(Guarded())
        let reason = guarded.apply(write, superseding: ids, granted: granted, kind: kind)
        self = .guarded(guarded)
        return reason
    }

    mutating func apply(_ edit: TextEdit) {
        guard case .text(var text) = self else { return }
        self = .siblings(Siblings())
        text.apply(edit)
        self = .text(text)
    }

    mutating func settle() {
        guard case .text(var text) = self else { return }
        self = .siblings(Siblings())
        text.settle()
        self = .text(text)
    }
}
