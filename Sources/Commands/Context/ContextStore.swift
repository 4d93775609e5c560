internal import Causality
internal import Foundation
internal import ReleaseModel
internal import Replication

/// The contexts of one person on one machine, in the configuration folder.
///
///     contexts                  a line each:  mobile = team:nova (+ios or +android)
///     contexts-in-use           a line for each workspace:  4d4f8bae... = mobile
struct ContextStore {
    /// A name that would not fit a line is no name.
    static let nameLengthMax = 40
    /// More are not told apart by their names; the file is read for every list.
    static let contextsMax = 200

    private let folder: String
    private let workspace: String
    private let variable: String?

    init(_ replica: Replica) {
        folder = replica.paths.configuration
        workspace = replica.workspace.description
        variable = replica.environment.variables[Self.variableName]
    }

    private static let variableName = "RAIL_CONTEXT"

    /// All of them, ascending by name.
    func all() -> [NamedContext] {
        Self.pairs(in: read("contexts")).map { NamedContext(name: $0.0, filter: $0.1) }
            .sorted { $0.name < $1.name }
    }

    /// The one that narrows lists here: `RAIL_CONTEXT` counts before what was chosen for the workspace.
    func inUse() throws -> NamedContext? {
        if let variable {
            return variable.isEmpty ? nil : try named(variable)
        }
        guard let name = Self.pairs(in: read("contexts-in-use")).last(where: { $0.0 == workspace })
        else { return nil }
        // One that is gone since narrows nothing.
        return all().first { $0.name == name.1 }
    }

    func named(_ name: String) throws -> NamedContext {
        let all = all()
        if let found = all.first(where: { $0.name == name }) { return found }
        let near = WordChoice(all.map(\.name)).near(name)
        throw CommandFailure(
            "not-found", "There is no context “\(TextRules.shown(name))”.",
            hint: !near.isEmpty
                ? "Did you mean \(near.joined(separator: " or "))?"
                : all.isEmpty
                    ? "Make one:  rail context def mobile '+ios or +android'"
                    : "There are \(all.map(\.name).joined(separator: ", ")).",
            status: .absent)
    }

    func define(_ context: NamedContext) throws {
        let others = all().filter { $0.name != context.name }
        guard others.count < Self.contextsMax else {
            throw CommandFailure(
                "too-many", "There are \(Self.contextsMax) contexts already.",
                hint: "Forget one: rail context forget NAME", status: .usage)
        }
        try write(others + [context])
    }

    func forget(_ name: String) throws { try write(all().filter { $0.name != name }) }

    /// Takes a context into use in this workspace, or none.
    func use(_ name: String?) throws {
        let others = Self.pairs(in: read("contexts-in-use")).filter { $0.0 != workspace }
        try replace("contexts-in-use", others + (name.map { [(workspace, $0)] } ?? []))
    }

    private func write(_ contexts: [NamedContext]) throws {
        try replace("contexts", contexts.sorted { $0.name < $1.name }.map { ($0.name, $0.filter) })
    }

    /// Lines `name = value`; what has another form was written by hand and says nothing.
    private static func pairs(in text: String) -> [(String, String)] {
        text.split(whereSeparator: \.isNewline).compactMap { line in
            let halves = line.split(separator: " = ", maxSplits: 1)
            guard line.first != "#", halves.count == 2 else { return nil }
            return (String(halves[0]), String(halves[1]))
        }
    }

    private func read(_ name: String) -> String {
        FileManager.default.contents(atPath: "\(folder)/\(name)")
            .map { String(decoding: $0, as: UTF8.self) } ?? ""
    }

    private func replace(_ name: String, _ pairs: [(String, String)]) throws {
        let text = pairs.map { "\($0.0) = \($0.1)\n" }.joined()
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: true)
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        } catch {
            throw CommandFailure(
                "unwritable", "\(folder)/\(name) cannot be written.",
                hint: "XDG_CONFIG_HOME names another folder.")
        }
    }
}
