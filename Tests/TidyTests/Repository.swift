import Foundation

/// The files that the project keeps: what git tracks or would track, or all files where git is absent.
enum Repository {
    static let root = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    /// Every text of the repository, read once.
    static let files: [SourceFile] = paths().compactMap { path in
        guard let data = try? Data(contentsOf: root.appending(path: path)), !data.contains(0),
            let text = String(data: data, encoding: .utf8)
        else { return nil }
        return SourceFile(path, text)
    }

    static let sources = files.filter { $0.target != nil && $0.isSwift }
    static let swift = files.filter(\.isSwift)
    static let tests = files.filter { $0.path.hasPrefix("Tests/") }

    /// Returns one file, or nil where it does not exist yet.
    static func file(_ path: String) -> SourceFile? { files.first { $0.path == path } }

    private static func paths() -> [String] {
        (gitPaths() ?? walkedPaths()).filter { path in
            FileManager.default.fileExists(atPath: root.appending(path: path).path)
        }.sorted()
    }

    private static func gitPaths() -> [String]? {
        let git = Process()
        let output = Pipe()
        git.executableURL = URL(filePath: "/usr/bin/env")
        git.arguments = [
            "git", "-C", root.path, "ls-files", "-z", "--cached", "--others",
            "--exclude-standard",
        ]
        git.standardOutput = output
        git.standardError = FileHandle.nullDevice
        guard (try? git.run()) != nil else { return nil }
        let data = output.fileHandleForReading.readDataToEndOfFile()
        git.waitUntilExit()
        guard git.terminationStatus == 0, !data.isEmpty else { return nil }
        return data.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func walkedPaths() -> [String] {
        let ignored = [".build", ".git", ".swiftpm"]
        guard let walk = FileManager.default.enumerator(atPath: root.path) else { return [] }
        var paths: [String] = []
        for case let path as String in walk {
            if ignored.contains(where: { path == $0 || path.hasPrefix($0 + "-") }) {
                walk.skipDescendants()
            } else if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular,
                path != "Package.resolved"
            {
                paths.append(path)
            }
        }
        return paths
    }
}
