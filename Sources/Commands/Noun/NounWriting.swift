internal import Causality
internal import Lattice
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
                do {
                    written = try body(&draft, view)
                } catch {
                    subject = Self.refused(draft)
                    throw error
                }
            }
        } catch let failure as DomainFailure {
            guard case .asked = failure else { throw failure }
            try ask(failure, of: subject)
            throw CommandFailure(
                "asked", "Asked, not granted: \(failure.sentence)", hint: failure.hint,
                status: .asked)
        }
        guard let written else { return }
        try report(written, receipt, schema)
    }

    /// What the draft was about when it was refused: the thing it had read whose steps may need a grant.
    private static func refused(_ draft: Draft) -> EntityID? {
        draft.working.documents.values.filter { document in
            document.schema?.own.contains { $0.kind.isMachine || $0.kind.isBrake } ?? false
        }.map(\.id).min()
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
