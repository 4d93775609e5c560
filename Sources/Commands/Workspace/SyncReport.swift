internal import ReleaseModel
internal import SyncProtocol
internal import Causality
internal import Foundation
internal import Replication
internal import SyncTransport

/// Says what a sync does and did.
struct SyncReport {
    static let fields = [
        "workspace", "sent", "received", "bytesSent", "bytesReceived", "identical", "logDigest",
        "stateDigest", "stateShared",
    ]
    static let eventFields = [
        "event", "changes", "stream", "reason", "code", "message", "retryInMilliseconds",
    ]

    private let session: Session

    init(_ session: Session) { self.session = session }

    /// One line that is written over while the sync runs; nothing where nobody watches.
    func observe(_ event: SyncEvent) {
        let text =
            switch event {
            case .connected: "connected"
            case .received(let changes): "received \(Counted(changes, "change"))"
            case .sealed(let changes): "sending \(Counted(changes, "change"))"
            case .caughtUp: "caught up"
            case .refused(let refused): "refused: \(refused.reason)"
            case .interrupted(let error, _): error.sentence
            }
        session.output.progress(text)
    }

    /// One line an event, for as long as somebody watches; for programs each is an envelope.
    func observeLive(_ event: SyncEvent) {
        defer { fflush(nil) }
        guard !session.output.isJSON else {
            do {
                try session.output.envelope(
                    "sync.event", nil, json(event), possible: Self.eventFields)
            } catch {
                session.output.complaint(error)
            }
            return
        }
        switch event {
        case .connected: session.output.line("connected; Ctrl-C ends")
        case .received(let changes): session.output.line("received \(Counted(changes, "change"))")
        case .sealed(let changes): session.output.line("sending \(Counted(changes, "change"))")
        case .caughtUp: session.output.line("up to date")
        case .refused(let refused): session.output.line("refused: \(refused.reason)")
        case .interrupted(let error, let pause):
            session.output.line("\(error.sentence) Next try in \(pause / 1000) s.")
        }
    }

    private func json(_ event: SyncEvent) -> JSONValue {
        switch event {
        case .connected: .object([("event", .string("connected"))])
        case .received(let changes):
            .object([("event", .string("received")), ("changes", .number(Int64(changes)))])
        case .sealed(let changes):
            .object([("event", .string("sent")), ("changes", .number(Int64(changes)))])
        case .caughtUp: .object([("event", .string("upToDate"))])
        case .refused(let refused):
            .object([
                ("event", .string("refused")), ("stream", .string("\(refused.stream)")),
                ("reason", .string("\(refused.reason)")),
            ])
        case .interrupted(let error, let pause):
            .object([
                ("event", .string("interrupted")),
                ("code", .string(CommandFailure.code(error.code.rawValue))),
                ("message", .string(error.sentence)),
                ("retryInMilliseconds", .number(Int64(pause))),
            ])
        }
    }

    func finish(_ summary: SyncSummary, schema: String, of replica: Replica) throws {
        session.output.progress("")
        if session.output.isJSON {
            let digest = try summary.ownState?.digest ?? replica.stateDigest().value
            try finishJSON(summary, schema: schema, digest: digest, of: replica)
            return
        }
        let log =
            switch summary.isIdentical {
            case true: ", identical to the hub"
            case false: ", not yet identical to the hub"
            case nil: ""
            }
        session.output.line(
            "sent \(Counted(summary.changesSent, "change")), "
                + "received \(summary.changesReceived)\(log)")
        for refused in summary.refusals {
            session.output.line("refused: stream \(refused.stream), \(refused.reason)")
        }
        let open = try replica.read { try AsOf($0).contested }
        if open > 0 { session.output.line("\(Counted(open, "open conflict")): rail conflicts") }
    }

    private func finishJSON(
        _ summary: SyncSummary, schema: String, digest: Link, of replica: Replica
    ) throws {
        try session.output.envelope(
            schema, replica.read { try AsOf($0) },
            .object([
                ("workspace", .string(replica.workspace.description)),
                ("sent", .number(Int64(clamping: summary.changesSent))),
                ("received", .number(Int64(clamping: summary.changesReceived))),
                ("bytesSent", .number(Int64(clamping: summary.bytesSent))),
                ("bytesReceived", .number(Int64(clamping: summary.bytesReceived))),
                ("identical", summary.isIdentical.map(JSONValue.bool) ?? .null),
                ("logDigest", .text(summary.ownDigest?.description)),
                ("stateDigest", .string(digest.description)),
                ("stateShared", summary.isStateShared.map(JSONValue.bool) ?? .null),
            ]))
    }

    /// Says whether other replicas read the same state out of the same history.
    func verify(_ summary: SyncSummary) throws {
        guard summary.isIdentical != false else { throw ExitStatus.no }
        if summary.isStateShared == false {
            throw CommandFailure(
                "state-differs", "Another replica reads another state out of the same history.",
                hint: "Run `rail doctor` on both; one of them says what is wrong.", status: .no)
        }
        guard !session.output.isJSON else { return }
        session.output.line(
            summary.isStateShared == true
                ? "other replicas have the same state"
                : "no other replica has told its state at this history yet")
    }
}
