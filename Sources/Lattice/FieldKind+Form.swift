extension FieldKind {
    /// The form in which a cell of this kind keeps its writes.
    package var form: Cell.Form {
        switch self {
        case .safety, .brake, .stateMachine, .grantOnly, .immutable: .guarded
        case .text: .text
        case .register, .contestedRegister, .composite, .addWinsSet, .removeWinsSet, .growOnlyLog,
            .counter, .rank, .keyedMap:
            .siblings
        }
    }

    /// Says whether an operation of this verb means anything to a field of this kind.
    package func takes(_ verb: UInt8) -> Bool {
        switch self {
        case .register, .contestedRegister, .composite, .rank, .safety, .brake, .grantOnly,
            .immutable:
            verb == CellVerb.write || verb == CellVerb.retract
        case .addWinsSet:
            verb == CellVerb.add || verb == CellVerb.retract
        case .removeWinsSet:
            verb == CellVerb.add || verb == CellVerb.remove || verb == CellVerb.retract
        case .growOnlyLog:
            verb == CellVerb.append || verb == CellVerb.retract
        case .counter:
            verb == CellVerb.total || verb == CellVerb.retract
        case .text:
            verb == CellVerb.splice
        case .stateMachine:
            verb == CellVerb.transition
        case .keyedMap:
            false
        }
    }
}
