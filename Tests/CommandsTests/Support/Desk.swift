import Foundation
import History
import Lattice
import ProcessKit
import ReleaseModel
import Replication
import Testing

@testable import Commands

/// One person who types commands, and what they answer.
final class Desk {
    struct Answer {
        let status: Commands.ExitStatus?
        let output: String
        let errors: String

        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    let name: String
    var environment: ReplicaEnvironment
    private let folder: TemporaryFolder

    init(_ name: String, _ environment: ReplicaEnvironment, in folder: TemporaryFolder) {
        self.name = name
        self.environment = environment
        self.folder = folder
    }

    func replica() throws -> Replica { try Replica.open(environment) }

    /// Runs a line as a shell would split it, without the `rail` before it.
    @discardableResult
    func rail(_ line: String, width: Int? = nil, isWatched: Bool = false) -> Answer {
        rail(ShellWords.split(line), width, isWatched: isWatched)
    }

    @discardableResult
    func rail(_ words: [String], _ width: Int? = nil, isWatched: Bool = false) -> Answer {
        var output = ""
        var errors = ""
        let surroundings = Surroundings(
            environment: environment,
            terminal: Terminal(isInteractive: isWatched, width: width, hasColor: false),
            write: { output += $0 }, writeError: { errors += $0 })
        let status = RailProgram.run(words, in: surroundings)
        return Answer(status: ExitStatus(rawValue: status), output: output, errors: errors)
    }

    /// Runs a line that must succeed; returns the identifier of the first thing that it wrote.
    @discardableResult
    func write(
        _ line: String, at location: SourceLocation = #_sourceLocation
    ) throws -> String {
        let answer = rail(line + " --json")
        #expect(answer.status == .yes, "\(line): \(answer.errors)", sourceLocation: location)
        let data = try Self.json(answer.output)["data"] as? [String: Any]
        return try #require(data?["id"] as? String, sourceLocation: location)
    }

    /// Writes what no command writes, as a program without the rules might: over all that it sees.
    func force(_ value: Value, _ field: FieldDefinition, of id: String) throws {
        let entity = try #require(ReplicaView.identifier(id))
        try replica().commit { draft, _ in
            let document = try draft.existing(entity)
            try draft.emit(
                Operation(
                    field.kind.isMachine ? .transition : .write,
                    target: try draft.creation(of: document), field: field.number,
                    value: value.canonicalBytes,
                    supersedes: document.liveIDs(at: CellAddress(field.number))))
        }
    }

    /// The rows of a list.
    func rows(
        _ line: String, at location: SourceLocation = #_sourceLocation
    ) throws -> [[String: Any]] {
        let answer = rail(line + " --json")
        #expect(answer.status == .yes, "\(line): \(answer.errors)", sourceLocation: location)
        return try #require(
            try Self.json(answer.output)["data"] as? [[String: Any]], sourceLocation: location)
    }

    /// One field of every row.
    func column(
        _ name: String, of line: String, at location: SourceLocation = #_sourceLocation
    ) throws -> [String] {
        try rows(line, at: location).map { $0[name] as? String ?? "" }
    }

    static func json(_ text: String) throws -> [String: Any] {
        let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
        return try #require(value as? [String: Any])
    }
}
