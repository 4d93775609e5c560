import Causality
import Foundation
import History
import SyncProtocol
import Testing

/// The vectors that compute something from given values instead of reading bytes.
@Suite struct MergeVectorTests {
    @Test(arguments: Vector.all(in: "merge"))
    func `names, orders and joins come out as the vectors say`(vector: Vector) throws {
        let text = try #require(vector.fields["given"])
        let given = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let computed = try Self.computed(try #require(vector.fields["of"]), from: given)
        #expect(computed.text == vector.fields["value"])
    }

    private static func computed(_ kind: String, from given: Any) throws -> JSON {
        switch kind {
        case "vectors": return try joined(try fields(given))
        case "effective stamp": return try effectiveStamp(try fields(given))
        case "fold order": return try foldOrder(try #require(given as? [[Any]]))
        case "branch name":
            let given = try fields(given)
            let stream = try #require(StreamID(hexadecimal: text(given["stream"])))
            let link = try #require(Link(hexadecimal: text(given["link"])))
            return .hex(Lineage.branchName(of: stream, startingAt: link))
        case "position":
            let given = try fields(given)
            let before = try fields(given["position"])
            let hash = try #require(Link(hexadecimal: text(before["hash"])))
            let position = LogPosition(count: number(before["count"]), hash: hash)
            return JSON(position.advanced(by: try entry(given["entry"])))
        case "log digest":
            let heads = try #require(given as? [Any])
            return .hex(LogDigest.of(try heads.map { try entry($0) }))
        case "transcript": return try transcript(try fields(given))
        default: throw CanonicalError.unknownTag(0)
        }
    }

    private static func joined(_ given: [String: Any]) throws -> JSON {
        let (left, right) = (try vector(given["left"]), try vector(given["right"]))
        #expect(left.joined(right) == right.joined(left))
        return .object(
            Dictionary(
                uniqueKeysWithValues: left.joined(right).entries.map {
                    ($0.stream.description, .number($0.sequence))
                }))
    }

    private static func effectiveStamp(_ given: [String: Any]) throws -> JSON {
        let previous = try #require(given["previous"] as? [Any]).map { number($0) }
        let dependencies = try #require(given["dependencies"] as? [Any]).map { number($0) }
        return .number(
            EffectiveStamp.of(
                stamp: number(given["stamp"]), previous: previous.first,
                dependencies: dependencies))
    }

    private static func foldOrder(_ given: [[Any]]) throws -> JSON {
        let items = try given.map { item in
            let stream = try #require(StreamID(hexadecimal: text(item[1])))
            let id = OperationID(stream, number(item[2]), UInt32(number(item[3])))
            return (effective: number(item[0]), id: id)
        }
        let sorted = items.sorted { left, right in
            left.effective != right.effective
                ? left.effective < right.effective : left.id < right.id
        }
        return .list(
            sorted.map { item in
                .list([
                    .number(item.effective), .hex(item.id.dot.stream),
                    .number(item.id.dot.sequence), .number(UInt64(item.id.index)),
                ])
            })
    }

    private static func transcript(_ given: [String: Any]) throws -> JSON {
        let transcript = Transcript(
            replica: try hello(given["replica"]), hub: try hello(given["hub"]))
        let member = try #require(MemberID(hexadecimal: text(given["member"])))
        return .object([
            "hub": .hex(transcript.message(for: .hub)),
            "replica": .hex(transcript.message(for: .replica)),
            "invite": .hex(transcript.message(forInviteOf: member)),
        ])
    }

    // MARK: Reading what is given

    private static func hello(_ value: Any?) throws -> Hello {
        let given = try fields(value)
        return Hello(
            firstProtocol: UInt16(number(given["firstProtocol"])),
            lastProtocol: UInt16(number(given["lastProtocol"])),
            features: number(given["features"]),
            workspace: try #require(WorkspaceID(hexadecimal: text(given["workspace"]))),
            schemaLevel: UInt32(number(given["schemaLevel"])),
            publicKey: try #require(Hexadecimal.bytes(text(given["publicKey"]))),
            nonce: try #require(Hexadecimal.bytes(text(given["nonce"]))),
            wallMilliseconds: number(given["wallMilliseconds"]))
    }

    private static func vector(_ value: Any?) throws -> VersionVector {
        var sequences: [StreamID: UInt64] = [:]
        for (stream, sequence) in try fields(value) {
            sequences[try #require(StreamID(hexadecimal: stream))] = number(sequence)
        }
        return VersionVector(sequences)
    }

    private static func entry(_ value: Any?) throws -> VectorEntry {
        let given = try fields(value)
        return VectorEntry(
            try #require(StreamID(hexadecimal: text(given["stream"]))),
            number(given["sequence"]), try #require(Link(hexadecimal: text(given["link"]))))
    }

    private static func fields(_ value: Any?) throws -> [String: Any] {
        try #require(value as? [String: Any])
    }

    private static func text(_ value: Any?) -> String { value as? String ?? "" }

    private static func number(_ value: Any?) -> UInt64 { (value as? NSNumber)?.uint64Value ?? 0 }
}
