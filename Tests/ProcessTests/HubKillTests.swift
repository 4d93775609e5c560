import Causality
import Coordination
import Dispatch
import Foundation
import History
import ProcessKit
import SQLiteStorage
import SimulationKit
import StoreConformance
import SyncTransport
import Testing

/// The hub's process dies at any moment; what it acknowledged is there when it comes back.
@Suite(.serialized) struct `A hub that is killed` {
    /// Kills in one run; the whole takes some tens of seconds.
    private static let kills = 200

    @Test func `two hundred kills lose nothing that was acknowledged`() throws {
        let scene = try Scene()
        let hub = try scene.hub()
        let replica = KillingReplica(1, hub.link)
        // Microseconds that spread over the length of one sync, the same in every run.
        var delays = SplitMix64(seed: 0x5eed)
        var interrupted = 0
        for round in 0..<Self.kills {
            try hub.start()
            replica.write(1 + round % 7)
            let delay = delays.below(12_000)
            let identifier = hub.identifier
            replica.killer = {
                guard let identifier else { return }
                DispatchQueue.global().asyncAfter(deadline: .now() + .microseconds(delay)) {
                    Foundation.kill(identifier, SIGKILL)
                }
            }
            do {
                _ = try replica.sync(UInt8(truncatingIfNeeded: round))
            } catch let error as TransportError {
                #expect(error.isRetryable, "round \(round): \(error)")
                interrupted += 1
            }
            hub.kill()
            try expectAll(replica.durable, in: hub, round)
        }
        #expect(interrupted > Self.kills / 4)
        replica.killer = nil
        try hub.start()
        let last = try replica.sync(255)
        #expect(last.isComplete && last.isIdentical == true)
        #expect(hub.terminate() == 0)
        try expectAll(Set(replica.heads), in: hub, Self.kills)
    }

    @Test func `a hub that is asked to stop ends well`() throws {
        let scene = try Scene()
        let hub = try scene.hub()
        try hub.start()
        #expect(hub.terminate() == 0)
    }

    private func expectAll(
        _ entries: Set<VectorEntry>, in hub: HubProcess, _ round: Int
    ) throws {
        let store = try HubStore(
            HubDirectory(hub.directory), access: .readWrite, wallMilliseconds: { 0 })
        try store.read { history, _ in
            var lookup = HistoryLookup(history)
            for entry in entries {
                let place = try lookup.place(of: entry)
                #expect(place != nil, "round \(round): \(entry)")
            }
        }
    }
}
