package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail requests list`: the steps that were asked for, oldest first.
package struct RequestList: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "list", abstract: "List the steps that were asked for, oldest first.",
        discussion: """
            A request is judged by a hub that grants. One whose subject was changed since is stale: it never \
            takes effect and has to be asked for again.
            Example:  rail requests list --json
            """)

    @OptionGroup package var options: GlobalOptions

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.read { view in
            let pending = try PendingRequests.all(view)
            let names = ThingNames(view)
            if session.output.isJSON {
                try session.output.envelope(
                    "requests", try AsOf(view), .array(pending.map { Self.json($0, names) }))
                return
            }
            var table = Table(["id", "of", "step", "by", "asked", "", "why"], flexible: 1)
            for request in pending {
                table.add([
                    names.id(request.document.id), names.title(request.subject), request.step,
                    Self.author(request, names), session.local(Self.time(request)),
                    request.isCurrent ? "" : "stale",
                    request.document.string(GrantRequest.reason) ?? "",
                ])
            }
            session.output.table(table)
            if table.isEmpty { session.output.line("nothing waits for a grant") }
        }
    }

    private static func json(
        _ request: PendingRequests.Pending, _ names: ThingNames
    ) -> JSONValue {
        .object([
            ("id", .string(Crockford.text(request.document.id))),
            ("subject", .string(Crockford.text(request.subject))),
            ("title", .string(names.title(request.subject))), ("step", .string(request.step)),
            ("by", .string(author(request, names))), ("at", .number(time(request))),
            ("stale", .bool(!request.isCurrent)),
            ("reason", .text(request.document.string(GrantRequest.reason))),
        ])
    }

    private static func author(
        _ request: PendingRequests.Pending, _ names: ThingNames
    ) -> String {
        request.document.creation.map { names.author($0.author) } ?? ""
    }

    private static func time(_ request: PendingRequests.Pending) -> Int64 {
        Int64(clamping: request.document.creation?.stamp.milliseconds ?? 0)
    }
}
