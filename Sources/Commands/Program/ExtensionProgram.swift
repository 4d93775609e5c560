internal import ArgumentParser
internal import Foundation
internal import Replication

/// A program `rail-NAME` on the path, which `rail NAME` runs.
///
/// What is built in is looked up before, so that no program on the path can take its place.
struct ExtensionProgram {
    private let path: String
    private let arguments: [String]

    /// Nil where the line names a command of this program, or none that is on the path.
    init?(_ line: CommandPath, _ environment: ReplicaEnvironment) {
        guard line.words.count == 1, let name = line.rest.first,
            let path = Self.find(name, environment)
        else { return nil }
        self.path = path
        // Options for every command may stand before the name; the program gets them behind it.
        arguments = line.options + line.rest.dropFirst()
    }

    /// Runs it in the place of this process; returns only where that fails.
    func run(in surroundings: Surroundings) throws -> Int32 {
        let environment = surroundings.environment
        var variables = environment.variables
        variables["RAIL"] = surroundings.program
        variables["RAIL_ZONE"] = environment.zone
        if let folder = WorkspacePaths.find(environment)?.folder {
            variables["RAIL_WORKSPACE"] = folder
        }
        return try surroundings.become(path, arguments, variables)
    }

    /// The first program of this name on the path; nil where there is none.
    static func find(_ name: String, _ environment: ReplicaEnvironment) -> String? {
        guard isName(name) else { return nil }
        return folders(environment).map { "\($0)/\(prefix)\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) && !isFolder($0) }
    }

    /// The names of all that can be run, ascending: a built-in of the same name hides one.
    static func all(_ environment: ReplicaEnvironment) -> [String] {
        let builtIn = Set(Rail.configuration.subcommands.map { $0._commandName })
        let names = folders(environment).prefix(foldersMax).flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
                $0.hasPrefix(prefix)
            }.map { String($0.dropFirst(prefix.count)) }
        }
        return Set(names).filter { !builtIn.contains($0) && find($0, environment) != nil }.sorted()
    }

    private static let prefix = "rail-"
    /// A path of more folders is read no further for a list.
    private static let foldersMax = 64

    private static func isName(_ name: String) -> Bool {
        name.first?.isLetter == true
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
    }

    private static func folders(_ environment: ReplicaEnvironment) -> [String] {
        (environment.variables["PATH"] ?? "").split(separator: ":").map(String.init)
            .filter { $0.hasPrefix("/") }
    }

    private static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory)
            && isDirectory.boolValue
    }
}
