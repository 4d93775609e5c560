internal import Foundation

/// Where the parts of a replica live.
///
/// The database lies in a `.railyard` folder that is found upward from the working directory, as git finds
/// its own; else in the folder that `RAIL_WORKSPACE` names; else below `$XDG_DATA_HOME/railyard`.
/// Keys and anchors lie apart from it, below `$XDG_STATE_HOME`, so that copying the one does not copy
/// the other.
package struct WorkspacePaths: Hashable, Sendable {
    package static let folderName = ".railyard"

    /// The folder of the replica.
    package let folder: String
    package let state: String
    package let configuration: String

    package var database: String { folder + "/workspace.db" }
    var syncLock: String { folder + "/sync.lock" }
    package var deviceKey: String { state + "/device.key" }

    package func anchor(of replica: String) -> String { state + "/replicas/\(replica).anchor" }

    private init(folder: String, _ environment: ReplicaEnvironment) {
        let home = environment.variables["HOME"] ?? "/"
        self.folder = folder
        state = Self.base("XDG_STATE_HOME", home + "/.local/state", environment)
        configuration = Self.base("XDG_CONFIG_HOME", home + "/.config", environment)
    }

    /// The replica that commands run here work on; nil where there is none.
    package static func find(_ environment: ReplicaEnvironment) -> WorkspacePaths? {
        candidates(environment).map { WorkspacePaths(folder: $0, environment) }
            .first { FileManager.default.fileExists(atPath: $0.database) }
    }

    /// Where a new replica goes: the folder that is asked for, else the working directory.
    package static func forNew(
        in directory: String?, _ environment: ReplicaEnvironment
    ) -> WorkspacePaths {
        if directory == nil, let named = environment.variables["RAIL_WORKSPACE"], !named.isEmpty {
            return WorkspacePaths(folder: named, environment)
        }
        let parent = absolute(directory ?? environment.currentDirectory, environment)
        return WorkspacePaths(folder: parent + "/" + folderName, environment)
    }

    private static func candidates(_ environment: ReplicaEnvironment) -> [String] {
        var folders: [String] = []
        var directory = environment.currentDirectory
        while true {
            folders.append(
                directory == "/" ? "/" + folderName : directory + "/" + folderName)
            guard directory != "/", !directory.isEmpty else { break }
            directory = (directory as NSString).deletingLastPathComponent
        }
        if let named = environment.variables["RAIL_WORKSPACE"], !named.isEmpty {
            folders.append(absolute(named, environment))
            folders.append(absolute(named, environment) + "/" + folderName)
        }
        let home = environment.variables["HOME"] ?? "/"
        folders.append(base("XDG_DATA_HOME", home + "/.local/share", environment))
        return folders
    }

    private static func absolute(_ path: String, _ environment: ReplicaEnvironment) -> String {
        path.hasPrefix("/") ? path : environment.currentDirectory + "/" + path
    }

    private static func base(
        _ name: String, _ fallback: String, _ environment: ReplicaEnvironment
    ) -> String {
        let value = environment.variables[name] ?? ""
        return (value.hasPrefix("/") ? value : fallback) + "/railyard"
    }
}
