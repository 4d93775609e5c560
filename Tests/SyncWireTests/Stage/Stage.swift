import Causality
import History
import SimulationKit
import SyncProtocol
import Testing

@testable import SyncWire

/// Plays a conversation from a script: every message crosses as the bytes of a frame, in order.
///
///     hub H · replica A · A is copied as B          who is there
///     A joins H · A meets H · A meets H expecting K  a session opens; `joins` brings an invite
///     A calls H                                      a connection, and not a word
///     A writes 3 · A forges · A leaves · A loses H
///     A says ping 7 · A sends 00000005               whatever the session thinks of it
///     H is copied · H is restored · H holds · H commits · H drains
///     6000 pass                                      milliseconds
///     heads                                          what everybody holds
final class Stage {
    let workspace = WorkspaceID(high: 0x0001_0203_0405_0607, low: 0x0809_0a0b_0c0d_0e0f)
    private(set) var now = SessionTime(steady: 1_000, wall: 1_767_225_600_000)

    private var hubs: [String: StageHub] = [:]
    private var replicas: [String: StageReplica] = [:]
    private var meetings: [String: String] = [:]
    private var notation = MessageNotation()
    private var generator = SplitMix64(seed: 1)
    private var underway: [(bytes: [UInt8], sender: String, receiver: String)] = []
    private var decoders: [String: FrameDecoder] = [:]
    private var lines: [String] = []
    private let messages = MessageCoding()
    /// Every frame that was sent, for the golden corpus.
    private(set) var recorded: [(replica: String, isFromReplica: Bool, bytes: [UInt8])] = []

    /// Carries out one command and everything that follows from it; returns what was said.
    func perform(_ command: String) throws -> [String] {
        lines = []
        try carryOut(command.split(separator: " ").map(String.init))
        while !underway.isEmpty { try deliver(underway.removeFirst()) }
        return lines
    }

    // MARK: For those on the stage

    func note(_ line: String) { lines.append("        " + line) }

    func nonce(_ count: Int) -> [UInt8] { generator.bytes(count) }

    func name(_ birth: StreamBirth, after name: String) {
        notation.names[birth.stream(in: workspace)] = name
    }

    func send(_ message: Message, from sender: String, to receiver: String) throws {
        lines.append("\(sender) > \(receiver)   \(notation.text(message))")
        let bytes = try messages.frame(of: message).bytes
        underway.append((bytes, sender, receiver))
        let isFromReplica = replicas[sender] != nil
        recorded.append((isFromReplica ? sender : receiver, isFromReplica, bytes))
    }

    func logDigest(of hub: String) throws -> String {
        LogDigest.of(try hubs[hub]?.history.vector() ?? []).description
    }

    /// Proves S-58 and S-59 in passing: what is sent or acknowledged is in the store by then.
    func expectHeld(_ entries: [VectorEntry], in history: InMemoryHistory) throws {
        var lookup = HistoryLookup(history)
        for entry in entries { #expect(try lookup.place(of: entry) != nil) }
    }

    // MARK: Commands

    private func carryOut(_ words: [String]) throws {
        switch (words.first ?? "", words.dropFirst().first ?? "") {
        case ("hub", let name):
            let key = try #require(DeviceKey(seed: seed(for: name)))
            let number = UInt64(hubs.count) + 1
            hubs[name] = StageHub(name: name, key: key, number: number, stage: self)
        case ("replica", let name):
            let key = try #require(DeviceKey(seed: seed(for: name)))
            let member = MemberID(high: 0, low: UInt64(name.utf8.first ?? 0))
            replicas[name] = try StageReplica(name: name, key: key, member: member, stage: self)
        case ("heads", _): try listHeads()
        case (let time, "pass"):
            let passed = try #require(UInt64(time))
            now = SessionTime(steady: now.steady + passed, wall: now.wall + passed)
            for name in hubs.keys.sorted() { try hubs[name]?.tick() }
            for name in replicas.keys.sorted() { try replicas[name]?.tick() }
        case (let name, let verb):
            if let hub = hubs[name] {
                try command(hub, verb, Array(words.dropFirst(2)))
            } else {
                try command(try #require(replicas[name]), verb, Array(words.dropFirst(2)))
            }
        }
    }

    private func command(_ hub: StageHub, _ verb: String, _ words: [String]) throws {
        switch (verb, words.first ?? "") {
        case ("holds", _): hub.holdsCommits = true
        case ("commits", _):
            hub.holdsCommits = false
            try hub.commit()
        case ("drains", _): try hub.drain()
        case ("is", "copied"): hub.copy()
        case ("is", "restored"): hub.restore()
        default: Issue.record("no such command: \(verb)")
        }
    }

    private func command(_ replica: StageReplica, _ verb: String, _ words: [String]) throws {
        let name = replica.name
        switch verb {
        case "writes": try replica.write(try #require(Int(words.first ?? "")))
        case "forges": try replica.forge()
        case "leaves": try replica.leave()
        case "loses":
            hubs[meetings.removeValue(forKey: name) ?? ""]?.lose(name)
            replica.lose()
        case "is": replicas[words[2]] = StageReplica(name: words[2], copying: replica)
        case "joins", "meets", "calls":
            let hub = try #require(hubs[words[0]])
            meetings[name] = hub.name
            decoders["\(name)\(hub.name)"] = FrameDecoder(frameMaxBytes: WireLimits.frameMaxBytes)
            decoders["\(hub.name)\(name)"] = FrameDecoder(frameMaxBytes: WireLimits.frameMaxBytes)
            if verb == "joins" {
                let secret = try #require(InviteSecret(bytes: nonce(InviteSecret.byteCount)))
                hub.invite(secret, role: .contributor)
                replica.join(with: secret)
            }
            try hub.accept(name)
            guard verb != "calls" else { return }
            let expected = words.count > 2 ? hubs[words[2]]?.key : nil
            try replica.meet(hub, expecting: expected)
        case "says": try say(words, from: name)
        case "sends":
            let bytes = try #require(Hexadecimal.bytes(words.joined()))
            underway.append((bytes, name, meetings[name] ?? ""))
        default: Issue.record("no such command: \(verb)")
        }
    }

    private func say(_ words: [String], from name: String) throws {
        let number = UInt32(words.last ?? "") ?? 0
        let message: Message =
            switch words[0] {
            case "ping": .ping(Ping(number: number))
            case "pong": .pong(Pong(number: number))
            case "credit": .credit(Credit(bytes: number))
            case "digestQuery": .digestQuery(DigestQuery(number: number))
            case "missing": .missing(Missing(wants: []))
            case "caughtUp": .caughtUp(CaughtUp(position: .start, digest: nil))
            default: .goodbye(Goodbye(reason: .finished))
            }
        try send(message, from: name, to: meetings[name] ?? "")
    }

    private func listHeads() throws {
        for name in hubs.keys.sorted() {
            guard let hub = hubs[name] else { continue }
            lines.append("\(name)  " + notation.text(try hub.history.vector()))
        }
        for name in replicas.keys.sorted() {
            guard let replica = replicas[name] else { continue }
            lines.append("\(name)  " + notation.text(try replica.history.vector()))
        }
    }

    // MARK: Delivering

    private func deliver(
        _ item: (bytes: [UInt8], sender: String, receiver: String)
    ) throws {
        let line = item.sender + item.receiver
        var decoder = decoders[line] ?? FrameDecoder()
        decoder.append(item.bytes)
        defer { decoders[line] = decoder }
        do {
            while let frame = try decoder.next() {
                guard let message = try messages.message(in: frame) else {
                    note("\(item.receiver) skips a message of type \(frame.type)")
                    continue
                }
                try receive(message, by: item.receiver, from: item.sender)
            }
        } catch let error as WireError {
            note("\(item.receiver) cannot read that")
            var reason = GoodbyeReason.malformed
            if case .tooLong = error { reason = .tooLarge }
            try hubs[item.receiver]?.refuse(item.sender, reason)
        }
    }

    private func receive(_ message: Message, by name: String, from sender: String) throws {
        if let hub = hubs[name] {
            try hub.receive(message, from: sender)
        } else {
            try replicas[name]?.receive(message)
        }
    }

    private func seed(for name: String) -> [UInt8] {
        Array((Array(name.utf8) + Array(repeating: 0, count: 32)).prefix(32))
    }
}
