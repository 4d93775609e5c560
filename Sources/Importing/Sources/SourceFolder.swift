internal import Foundation

/// The one place where an import touches the file system.
package enum SourceFolder {
    /// A path that cannot be read, with the system's reason.
    package struct Unreadable: Error, Sendable, CustomStringConvertible {
        package let path: String
        package let reason: String

        package var description: String { "\(path): \(reason)" }
    }

    /// The files at the given paths: files as they are, folders with all below them but hidden ones.
    package static func files(at paths: [String]) throws -> [String] {
        var files: [String] = []
        for path in paths {
            let (exists, isFolder) = kind(of: path)
            guard exists else { throw Unreadable(path: path, reason: "there is no such file") }
            guard isFolder else {
                files.append(path)
                continue
            }
            guard let below = FileManager.default.enumerator(atPath: path) else {
                throw Unreadable(path: path, reason: "the folder cannot be read")
            }
            let base = path.hasSuffix("/") ? path : path + "/"
            for case let name as String in below {
                guard !name.split(separator: "/").contains(where: { $0.hasPrefix(".") }),
                    !kind(of: base + name).isFolder
                else { continue }
                files.append(base + name)
            }
        }
        return files
    }

    /// A file's bytes.
    ///
    /// One longer than the limit is cut just behind it, so that the reader refuses it by its length
    /// without its being in memory.
    package static func bytes(of path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw Unreadable(path: path, reason: "the file cannot be opened")
        }
        defer { try? handle.close() }
        do {
            let data = try handle.read(upToCount: ImportLimits.fileLengthMaxBytes + 1)
            return data.map { Array($0) } ?? []
        } catch {
            throw Unreadable(path: path, reason: "the file cannot be read")
        }
    }

    private static func kind(of path: String) -> (exists: Bool, isFolder: Bool) {
        var isFolder: ObjCBool = false
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        return (exists, isFolder.boolValue)
    }
}
