internal import Foundation
internal import Synchronization

/// A folder of its own with the people and hubs of one story; gone when the story is over.
package final class Scene: Sendable {
    private let folder: TemporaryFolder
    private let clock: String?
    private let running = Mutex<[ObjectIdentifier: Process]>([:])

    /// Begins a story; a clock in milliseconds since 1970 goes on for all in it when it is told to.
    package init(clock: UInt64? = nil) throws {
        folder = try TemporaryFolder()
        self.clock = clock.map { [folder] _ in folder.file("clock") }
        if let clock { try set(clock: clock) }
    }

    package var root: String { folder.path }

    package func set(clock: UInt64) throws {
        try String(clock).write(toFile: root + "/clock", atomically: true, encoding: .utf8)
    }

    deinit {
        running.withLock { running in
            for process in running.values { kill(process.processIdentifier, SIGKILL) }
        }
    }

    /// Has a process that outlives commands killed at the end of the story, whatever else ends.
    func keep(_ process: Process) {
        running.withLock { $0[ObjectIdentifier(process)] = process }
    }

    /// Says that a process has ended, so that its number may belong to another one.
    func forget(_ process: Process) {
        running.withLock { $0[ObjectIdentifier(process)] = nil }
    }

    package func place(_ name: String, zone: String = "UTC") throws -> Workplace {
        try Workplace(name, in: self, zone: zone, clock: clock)
    }

    package func hub(_ name: String = "hub") throws -> HubProcess {
        try HubProcess(name, in: self, clock: clock)
    }

    /// A hub that serves, and somebody who joined it first and hence is admin.
    package func hubAndAdmin(_ name: String = "ana") throws -> (hub: HubProcess, admin: Workplace) {
        let hub = try hub()
        try hub.start()
        let admin = try place(name)
        try admin.get("rail join '\(hub.link)' --as \(name)")
        return (hub, admin)
    }

    /// Lets one more person in by a link of the admin.
    package static func join(
        _ name: String, invitedBy admin: Workplace, zone: String = "UTC"
    ) throws -> Workplace {
        let link = try admin.get("rail invite --role planner --for 1h")
        let place = try admin.scene.place(name, zone: zone)
        try place.get("rail join '\(link)' --as \(name)")
        return place
    }
}
