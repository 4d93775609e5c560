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
        try session.output.expect(Receipt.fields)
        replica = try session.open()
        isTrial = options.dryRun
    }

    /// A body that throws that a step needs a grant has written nothing but the request for it.
    func run(
        _ schema: String, reason: String? = nil, _ body: (inout Writing) throws -> Void
    ) throws {
        var receipt = Receipt(isTrial: isTrial)
        do {
            try commit(&receipt, body)
        } catch DomainFailure.asked(let ask) {
            try commit(&receipt) { try $0.ask(ask, reason: reason) }
        }
        let (asOf, asked) = try replica.read { view in
            let names = ThingNames(view)
            receipt.name(by: names)
            return (
                session.output.isJSON ? try AsOf(view) : nil,
                receipt.asked.map { (ask: $0.ask, id: $0.request, shown: names.id($0.request)) }
            )
        }
        if asked.isEmpty || receipt.hasParts { try receipt.print(schema, asOf, session.output) }
        guard let first = asked.first else { return }
        let requests = asked.map(\.shown).joined(separator: ", ")
        let waits =
            isTrial
            ? "Nothing was written: --dry-run."
            : (asked.count == 1 ? "Request \(requests) waits" : "Requests \(requests) wait")
                + " for a hub that grants: rail requests"
        throw CommandFailure(
            "asked",
            (isTrial ? "This would be asked, not granted: " : "Asked, not granted: ")
                + asked.map(\.ask.sentence).joined(separator: " "),
            hint: waits + (first.ask.hint.map { "\n\($0)" } ?? ""), status: .asked,
            facts: [
                (
                    "requests",
                    .array(
                        asked.map {
                            .object([
                                ("id", isTrial ? .null : .string(Crockford.text($0.id))),
                                ("subject", .string(Crockford.text($0.ask.subject))),
                                ("step", .string($0.ask.step)),
                            ])
                        })
                )
            ])
    }

    private func commit(
        _ receipt: inout Receipt, _ body: (inout Writing) throws -> Void
    ) throws {
        var taken = receipt
        let dot = try Trial.commit(replica, isTrial: isTrial) { draft, view in
            var writing = Writing(draft, view, session.environment)
            try body(&writing)
            draft = writing.draft
            taken.take(writing)
        }
        taken.undo = dot.map { "\($0.stream.description.prefix(8))@\($0.sequence)" }
        receipt = taken
    }
}
