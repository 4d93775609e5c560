import Foundation
import ProcessKit
import SyncProtocol
import SyncTransport
import Testing

/// Bytes that are no message, from either side: the one who sent them is told, all others go on.
@Suite struct `Bytes that are no message` {
    /// What a stranger sends before it hangs up.
    static let hostile: [[UInt8]] = [
        [], [0], Array("GET / HTTP/1.1\r\nHost: hub\r\n\r\n".utf8),
        [UInt8](repeating: 0xff, count: 64), [UInt8](repeating: 0, count: 4_096),
        // A length of almost four gigabytes, and a frame that ends in its middle.
        [0xff, 0xff, 0xff, 0xfe, 1], [0, 0, 1, 0, 1, 2, 3],
        (0..<65_536).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) },
    ]

    @Test func `reach a hub, which goes on as before`() throws {
        let (hub, ana) = try Scene().hubAndAdmin()
        try ana.get("rail add First && rail sync")
        let before = try hub.output(of: "digest")
        for bytes in Self.hostile {
            for isPatient in [true, false] {
                let socket = try LoopbackSocket(connectingTo: hub.link.endpoint.port)
                socket.send(bytes)
                guard isPatient else { continue }
                socket.finish()
                _ = socket.receiveUntilEnd()
            }
        }
        #expect(try hub.output(of: "digest") == before)
        #expect(try ana.get("rail add Second && rail sync").contains("identical to the hub"))
        #expect(hub.terminate() == 0)
    }

    @Test func `come from a hub, and a replica says so and keeps what it has`() throws {
        let (hub, ana) = try Scene().hubAndAdmin()
        try ana.get("rail add 'Kept here'")
        hub.terminate()
        for bytes in Self.hostile where bytes.count >= 64 {
            // The first bytes say a length; what says too much is not read on.
            let isTooLong = bytes[0] == 0xff || bytes.count > 60_000
            let reason: GoodbyeReason = isTooLong ? .tooLarge : .malformed
            let impostor = try LoopbackSocket(listeningAt: hub.link.endpoint.port)
            impostor.answerAll(with: bytes)
            defer { impostor.stop() }
            try Holdings.isKept(at: ana) {
                try Refusal(
                    1, isTooLong ? "too-large" : "malformed", reason.sentence, hint: reason.hint
                ).expect(of: "rail sync", at: ana)
            }
        }
        try hub.start()
        #expect(try ana.get("rail sync").contains("identical to the hub"))
    }
}
