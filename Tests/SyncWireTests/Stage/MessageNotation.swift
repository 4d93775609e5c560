import Causality
import History
import SyncProtocol

/// Writes messages as people read them: streams by the names of those who write them.
struct MessageNotation {
    var names: [StreamID: String] = [:]

    func text(_ entries: [VectorEntry]) -> String {
        entries.isEmpty ? "nothing" : entries.map(text).sorted().joined(separator: " ")
    }

    func text(_ message: Message) -> String {
        switch message {
        case .hello(let hello):
            "hello   protocol \(hello.firstProtocol) to \(hello.lastProtocol)"
                + ", level \(hello.schemaLevel)"
        case .proof(let proof): "proof" + (proof.invite == nil ? "" : "   with an invite")
        case .welcome(let welcome):
            "welcome   \(welcome.roles.map { "\($0)" }.joined(separator: ", "))"
                + ", epoch \(welcome.epoch.rawValue), yours here: \(text(welcome.ownHeads))"
        case .resume(let resume): "resume   \(text(resume.cursor)), holding \(text(resume.vector))"
        case .position(let position): "position   " + text(position)
        case .batch(let message):
            "batch   \(text(message.batch))"
                + (message.position.map { ", position \($0.count)" } ?? "")
        case .acknowledge(let acknowledge):
            "acknowledge   \(text(acknowledge.entries))"
                + (acknowledge.position.map { ", through position \($0.count)" } ?? "")
        case .missing(let missing): "missing   \(text(missing.wants))"
        case .refused(let refused):
            "refused   \(name(of: refused.stream))@\(refused.sequence), \(refused.reason)"
        case .credit: "credit"
        case .caughtUp(let caughtUp):
            "caughtUp   position \(caughtUp.position.count)"
                + (caughtUp.digest == nil ? "" : ", with digest")
        case .ping(let ping): "ping   \(ping.number)"
        case .pong(let pong): "pong   \(pong.number)"
        case .inviteRequest(let request): "inviteRequest   \(request.number), \(request.role)"
        case .inviteAnswer(let answer): "inviteAnswer   \(answer.number), \(answer.outcome)"
        case .digestQuery(let query): "digestQuery   \(query.number)"
        case .digestAnswer(let answer): "digestAnswer   \(answer.number)"
        case .stateReport: "stateReport"
        case .allSent(let allSent): "allSent   \(allSent.count)"
        case .goodbye(let goodbye): "goodbye   \(goodbye.reason)"
        }
    }

    private func name(of stream: StreamID) -> String { names[stream] ?? "?" }

    private func text(_ entry: VectorEntry) -> String {
        "\(name(of: entry.stream))@\(entry.sequence)"
    }

    private func text(_ cursor: HubCursor?) -> String {
        cursor.map { "from epoch \($0.epoch.rawValue) position \($0.position.count)" }
            ?? "from nowhere"
    }

    private func text(_ position: Position) -> String {
        let course =
            switch position.course {
            case .fromCursor: "from your cursor"
            case .byVectors(let held): "by vectors, I hold \(text(held))"
            }
        return "\(course), epoch \(position.epoch.rawValue), head \(position.head.count)"
            + ", I want \(text(position.wants))"
    }

    private func text(_ batch: Batch) -> String {
        let name = name(of: batch.stream)
        return batch.first == batch.last
            ? "\(name)@\(batch.last)" : "\(name)@\(batch.first)...\(batch.last)"
    }

    private func text(_ wants: [Want]) -> String {
        guard !wants.isEmpty else { return "nothing" }
        return wants.map { want in
            let held = want.held.map { "\($0.sequence)" }.joined(separator: ", ")
            return text(want.entry) + (held.isEmpty ? "" : " after \(held)")
        }.sorted().joined(separator: " ")
    }
}
