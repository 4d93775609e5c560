internal import Foundation
internal import ReleaseModel

/// The environment of the real world.
///
/// `RAIL_CLOCK` (milliseconds since 1970, or a file that holds them) sets the clock for tests and
/// transcripts; `RAIL_ZONE`, then `TZ`, then the system say whose zone times are shown in.
package enum SystemEnvironment {
    package static func current() -> ReplicaEnvironment {
        let variables = ProcessInfo.processInfo.environment
        return ReplicaEnvironment(
            clock: clock(variables["RAIL_CLOCK"]), random: random, zones: SystemZones(),
            zone: zone(variables), machine: machine(variables), variables: variables,
            currentDirectory: FileManager.default.currentDirectoryPath)
    }

    private static func clock(_ setting: String?) -> @Sendable () -> UInt64 {
        if let fixed = setting.flatMap({ UInt64($0) }) { return { fixed } }
        if let file = setting, file.hasPrefix("/") { return { read(file) } }
        return {
            var time = timespec()
            clock_gettime(CLOCK_REALTIME, &time)
            return UInt64(max(0, time.tv_sec)) * 1000 + UInt64(time.tv_nsec) / 1_000_000
        }
    }

    private static func read(_ file: String) -> UInt64 {
        let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
        return UInt64(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 0
    }

    @Sendable private static func random(_ count: Int) -> [UInt8] {
        var generator = SystemRandomNumberGenerator()
        return (0..<count).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    }

    private static func zone(_ variables: [String: String]) -> String {
        for name in ["RAIL_ZONE", "TZ"] {
            if let zone = variables[name], !zone.isEmpty, SystemZones().isKnown(zone) {
                return zone
            }
        }
        if let link = try? FileManager.default.destinationOfSymbolicLink(
            atPath: "/etc/localtime"), let range = link.range(of: "zoneinfo/")
        {
            let zone = String(link[range.upperBound...])
            if SystemZones().isKnown(zone) { return zone }
        }
        return "UTC"
    }

    /// The identity that survives reboots; a container without one is told apart by its host name.
    private static func machine(_ variables: [String: String]) -> [UInt8] {
        if let name = variables["RAIL_MACHINE"], !name.isEmpty { return Array(name.utf8) }
        for path in ["/etc/machine-id", "/var/lib/dbus/machine-id"] {
            let line = FileManager.default.contents(atPath: path)?.prefix { $0 > UInt8(ascii: " ") }
            if let line, !line.isEmpty { return Array(line) }
        }
        return Array(ProcessInfo.processInfo.hostName.utf8)
    }
}
