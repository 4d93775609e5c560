internal import Causality
internal import ReleaseModel
internal import Replication

/// Runs one write: commits, prints what changed and how to undo it.
///
/// A step that needs a grant is stored as a request and ends with status 75. A trial does all of it but
/// the writing: what was drafted is left, whatever the verb.
struct Writer {
    let session: Session
    let replica: Replica
    private let isTrial: Bool

    init(_ options: WriteOptions, _ surroundings: Surroundings) throws {
        session = try Session(options.everywhere, surroundings)
        replica = try session.open()
        isTrial = options.dryRun
    }

    func run(
        _ schema: String, reason: String? = nil, _ body: (inout Writing) throws -> Void
    ) throws {
        var receipt = Receipt(isTrial: isTrial)
        do {
            let dot = try Trial.commit(replica, isTrial: isTrial) { draft, view in
                var writing = Writing(draft, view, session.environment)
                try body(&writing)
                draft = writing.draft
                receipt.take(writing)
            }
            receipt.undo = dot.map { "\($0.stream.description.prefix(8))@\($0.sequence)" }
        } catch DomainFailure.asked(let ask) {
            throw try asked(ask, reason)
        }
        let asOf = try replica.read { view in
            receipt.name(by: ThingNames(view))
            return session.output.isJSON ? try AsOf(view) : nil
        }
        receipt.print(schema, asOf, session.output)
    }

    /// Keeps what was asked for, so that a hub which grants can judge it later.
    private func asked(_ ask: GrantAsk, _ reason: String?) throws -> CommandFailure {
        guard !isTrial else {
            return CommandFailure(
                "asked", "This would be asked, not granted: \(ask.sentence)",
                hint: "Nothing was written: --dry-run.", status: .asked)
        }
        let request = try PendingRequests.file(ask, reason: reason, of: replica)
        let shown = try replica.read { ThingNames($0).id(request) }
        return CommandFailure(
            "asked", "Asked, not granted: \(ask.sentence)",
            hint: "Request \(shown) waits for a hub that grants: rail requests"
                + (ask.hint.map { "\n\($0)" } ?? ""),
            status: .asked,
            facts: [("request", .string(Crockford.text(request))), ("step", .string(ask.step))])
    }
}
