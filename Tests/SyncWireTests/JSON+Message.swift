import Causality
import History
import SyncProtocol

extension JSON {
    init(_ message: Message) {
        let (type, fields) = Self.named(message)
        self = JSON.object(fields).adding(["type": .string(type)])
    }

    init(_ want: Want) {
        self = .object(["entry": JSON(want.entry), "held": .list(want.held.map { JSON($0) })])
    }

    private static func entries(_ entries: [VectorEntry]) -> JSON {
        .list(entries.map { JSON($0) })
    }

    private static func number(_ value: UInt32) -> JSON { .number(UInt64(value)) }

    private static func named(_ message: Message) -> (String, [String: JSON]) {
        switch message {
        case .hello(let hello): ("hello", fields(of: hello))
        case .proof(let proof): ("proof", fields(of: proof))
        case .welcome(let welcome): ("welcome", fields(of: welcome))
        case .resume(let resume): ("resume", fields(of: resume))
        case .position(let position): ("position", fields(of: position))
        case .batch(let message):
            (
                "batch",
                [
                    "position": .optional(message.position) { JSON($0) },
                    "batch": .hex(message.batch.encoded ?? []),
                ]
            )
        case .acknowledge(let message):
            (
                "acknowledge",
                [
                    "entries": entries(message.entries),
                    "position": .optional(message.position) { JSON($0) },
                ]
            )
        case .missing(let message):
            ("missing", ["wants": .list(message.wants.map { JSON($0) })])
        case .refused(let message):
            (
                "refused",
                [
                    "stream": .hex(message.stream), "sequence": .number(message.sequence),
                    "reason": .string("\(message.reason)"),
                ]
            )
        case .goodbye(let message): ("goodbye", ["reason": .string("\(message.reason)")])
        case .credit(let message): ("credit", ["bytes": number(message.bytes)])
        case .caughtUp(let message):
            (
                "caughtUp",
                [
                    "position": JSON(message.position),
                    "digest": .optional(message.digest) { .hex($0) },
                ]
            )
        case .ping(let message): ("ping", ["number": number(message.number)])
        case .pong(let message): ("pong", ["number": number(message.number)])
        case .inviteRequest(let request): ("inviteRequest", fields(of: request))
        case .inviteAnswer(let answer):
            (
                "inviteAnswer",
                ["number": number(answer.number), "outcome": .string("\(answer.outcome)")]
            )
        case .digestQuery(let query): ("digestQuery", ["number": number(query.number)])
        case .digestAnswer(let answer): ("digestAnswer", fields(of: answer))
        case .stateReport(let report): ("stateReport", fields(of: report.state))
        case .allSent(let message): ("allSent", ["count": number(message.count)])
        }
    }

    private static func fields(of hello: Hello) -> [String: JSON] {
        [
            "firstProtocol": .number(UInt64(hello.firstProtocol)),
            "lastProtocol": .number(UInt64(hello.lastProtocol)),
            "features": .number(hello.features), "workspace": .hex(hello.workspace),
            "schemaLevel": number(hello.schemaLevel), "publicKey": .hex(hello.publicKey),
            "nonce": .hex(hello.nonce), "wallMilliseconds": .number(hello.wallMilliseconds),
        ]
    }

    private static func fields(of proof: Proof) -> [String: JSON] {
        [
            "signature": .hex(proof.signature),
            "invite": .optional(proof.invite) { invite in
                .object([
                    "inviteKey": .hex(invite.inviteKey), "signature": .hex(invite.signature),
                    "member": .hex(invite.member),
                ])
            },
        ]
    }

    private static func fields(of welcome: Welcome) -> [String: JSON] {
        [
            "member": .hex(welcome.member),
            "roles": .list(welcome.roles.map { .string("\($0)") }), "hub": .hex(welcome.hub),
            "epoch": .number(welcome.epoch.rawValue),
            "creditBytes": number(welcome.limits.creditBytes),
            "idleMaxMilliseconds": number(welcome.limits.idleMaxMilliseconds),
            "wallMilliseconds": .number(welcome.wallMilliseconds),
            "ownHeads": entries(welcome.ownHeads),
        ]
    }

    private static func fields(of resume: Resume) -> [String: JSON] {
        [
            "cursor": .optional(resume.cursor) { cursor in
                .object([
                    "hub": .hex(cursor.hub), "epoch": .number(cursor.epoch.rawValue),
                    "position": JSON(cursor.position),
                ])
            },
            "vector": entries(resume.vector), "creditBytes": number(resume.creditBytes),
        ]
    }

    private static func fields(of position: Position) -> [String: JSON] {
        let vectors: JSON =
            switch position.course {
            case .fromCursor: .null
            case .byVectors(let held): entries(held)
            }
        return [
            "byVectors": vectors, "epoch": .number(position.epoch.rawValue),
            "head": JSON(position.head), "wants": .list(position.wants.map { JSON($0) }),
        ]
    }

    private static func fields(of request: InviteRequest) -> [String: JSON] {
        [
            "number": number(request.number), "invite": .hex(request.invite),
            "role": .string("\(request.role)"),
            "member": .optional(request.member) { .hex($0) },
            "expiresAtMilliseconds": .number(request.expiresAtMilliseconds),
        ]
    }

    private static func fields(of answer: DigestAnswer) -> [String: JSON] {
        [
            "number": number(answer.number), "logDigest": .hex(answer.logDigest),
            "states": .list(
                answer.states.map { .object(fields(of: $0)) }),
        ]
    }

    private static func fields(of state: DigestAnswer.StateDigest) -> [String: JSON] {
        ["tag": .hex(state.tag), "digest": .hex(state.digest)]
    }
}
