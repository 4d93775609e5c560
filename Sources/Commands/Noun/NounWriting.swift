internal import Causality
internal import ReleaseModel
internal import Replication

/// Runs one write of a noun: commits, prints what changed and how to undo it; a step that needs a grant
/// is stored as a request and ends with status 75.
struct NounWriting {
    let session: Session
    let replica: Replica

    init(_ options: GlobalOptions) throws {
        session = try Session(options)
        replica = try session.open()
    }

    /// `body` returns the entity and the lines that say what changed.
    func run(
        _ schema: String, _ body: (inout Draft, ReplicaView) throws -> (EntityID, [String])
    ) throws {
        var written: (id: EntityID, lines: [String])?
        var subject: EntityID?
        let receipt: CommitReceipt
        do {
            receipt = try replica.commit { draft, view in
                let result = try body(&draft, view)
                subject = result.0
                written = result
            }
        } catch let failure as DomainFailure {
            guard case .asked = failure else { throw failure }
            try ask(failure, of: subject)
            throw failure
        }
        guard let written else { return }
        try report(written, receipt, schema)
    }

    private func report(
        _ written: (id: EntityID, lines: [String]), _ receipt: CommitReceipt, _ schema: String
    ) throws {
        let shown = try replica.read { EntityFinder($0).shown(written.id) }
        let undo = receipt.dot.map { "\($0.stream.description.prefix(8))@\($0.sequence)" }
        if session.output.isJSON {
            try session.output.envelope(
                schema, replica.read { try AsOf($0) },
                .object([
                    ("id", .string(Crockford.text(written.id))), ("short", .string(shown)),
                    ("changed", .array(written.lines.map(JSONValue.string))),
                    ("undo", .text(undo)),
                ]))
            return
        }
        let lines = receipt.dot == nil ? ["nothing to change"] : written.lines
        session.output.receipt([shown] + lines.map { "  \($0)" }, undo: undo)
    }

    /// Keeps what was asked for, so that a hub which grants can judge it later.
    private func ask(_ failure: DomainFailure, of subject: EntityID?) throws {
        guard let subject,
            let request = EntityID(bytes: session.environment.random(EntityID.byteCount))
        else { return }
        try replica.commit { draft, _ in
            try draft.ask(request, for: failure.sentence, of: subject, reason: nil)
        }
    }
}
