import Foundation
import ProcessKit

/// A page as it is played: everybody whose prompt stands on it has a machine and a directory.
///
/// Each command happens a minute after the one before it, on one clock for all, so that times on a page
/// are the same in every run.
final class Story {
    /// Monday, 23 November 2026, eight o'clock UTC.
    private static let start: UInt64 = 1_795_420_800_000

    private static let zones = [
        "tokyo": "Asia/Tokyo", "recife": "America/Recife", "prague": "Europe/Prague",
    ]

    private let scene: Scene
    private var clock = start
    private var folders: [String: String] = [:]
    private(set) var places: [String: Workplace] = [:]

    init() throws { scene = try Scene(clock: Self.start) }

    /// Types one command and returns the lines that come back.
    func type(_ command: String, as who: String) throws -> [String] {
        clock += 60_000
        try scene.set(clock: clock)
        let place = try place(of: who)
        if command == "kill %1" {
            place.endBackground()
            return []
        }
        if command.hasSuffix(" &") {
            return [try place.begin(String(command.dropLast(2)), in: folders[who] ?? "")]
        }
        let outcome = try place.run(
            "exec 2>&1\n\(command)\nstatus=$?; pwd > \"$HOME/.folder\"; exit $status",
            in: folders[who] ?? "",
            with: [
                "PROGRAMS": BuiltPrograms.folder.path,
                "MAPS": Repository.root.appending(path: "deploy/maps").path,
            ])
        let folder = try String(contentsOfFile: place.home + "/.folder", encoding: .utf8)
        folders[who] = String(folder.dropLast().dropFirst(place.directory.count))
        var text = outcome.output
        for place in places.values {
            text = text.replacingOccurrences(of: place.directory, with: "~")
                .replacingOccurrences(of: place.home, with: "~")
        }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines.map { $0.trimmingTrailing() }
            + (outcome.status == 0 ? [] : ["(exit \(outcome.status))"])
    }

    private func place(of who: String) throws -> Workplace {
        if let place = places[who] { return place }
        let place = try scene.place(who, zone: Self.zones[who] ?? "UTC")
        places[who] = place
        return place
    }
}

extension String {
    /// Blanks at the end of a line are not seen on a page.
    fileprivate func trimmingTrailing() -> String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
