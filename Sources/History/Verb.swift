/// What an operation does to its cell.
///
/// Verbs say enough for history to be kept, sent and folded by software that does not know the
/// field; the domain says what the values mean.
package struct Verb: Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Makes the entity that later operations name by this operation's id.
    package static let create = Verb(rawValue: 0)
    /// Writes a register, a composite, a rank or a safety register.
    package static let write = Verb(rawValue: 1)
    /// Adds an element to a set.
    package static let add = Verb(rawValue: 2)
    /// Removes an element from a remove-wins set: a presence of its own, since it must win.
    package static let remove = Verb(rawValue: 3)
    /// Appends an entry to a grow-only log.
    package static let append = Verb(rawValue: 4)
    /// States this stream's own running total of a counter.
    package static let total = Verb(rawValue: 5)
    /// Replaces a stretch of a text, as counted in the version that its supersessions name.
    package static let splice = Verb(rawValue: 6)
    /// Moves a state machine.
    package static let transition = Verb(rawValue: 7)
    /// Leaves nothing but its supersessions: a removal from an add-wins set, an undo.
    package static let retract = Verb(rawValue: 8)

    /// The verbs that this version folds; others are kept, passed on and folded after an upgrade.
    package static let known: ClosedRange<UInt8> = 0...8
}
