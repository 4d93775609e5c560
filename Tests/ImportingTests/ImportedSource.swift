import Importing
import ReleaseModel

/// A whole source in memory, so that a test can ask it questions.
struct ImportedSource {
    var records: [ImportRecord] = []
    var report = ImportReport()

    init(map: String, folder: String) throws {
        let map = try ImportRun.map(at: SharedData.map(map))
        var records: [ImportRecord] = []
        report = try ImportRun.run(map: map, paths: [folder]) { records.append($0) }
        self.records = records
    }

    /// Reads files given in the test against a map given in the test.
    init(map text: String, files: [String: String]) throws {
        let map = try MapReader.read(SourceFile(name: "map.yaml", bytes: Array(text.utf8))).get()
        var run = ImportRun(map: map)
        var records: [ImportRecord] = []
        let paths = run.ordered(Array(files.keys))
        for path in paths where run.joins(path) {
            try run.join(path, bytes: { Array((files[path] ?? "").utf8) })
        }
        run.endJoins()
        for path in paths {
            try run.take(path, bytes: { Array((files[path] ?? "").utf8) }) { records.append($0) }
        }
        report = try run.finish { records.append($0) }
        self.records = records
    }

    func all(_ kind: String) -> [ImportRecord] { records.filter { $0.kind.name == kind } }

    func one(_ kind: String, _ key: String) -> ImportRecord? {
        records.first { $0.kind.name == kind && $0.key == key }
    }

    func problems(_ reason: String) -> [ImportProblem] {
        report.problems.filter { $0.reason.contains(reason) }
    }
}

extension ImportRecord {
    func text(_ field: String) -> String? { fields[field]?.text }

    func list(_ field: String) -> [String] { fields[field]?.members.map(\.text) ?? [] }

    /// The key of the entity that a field points at.
    func target(_ field: String) -> String? {
        guard case .reference(_, let key)? = fields[field] else { return nil }
        return key
    }
}

extension Sequence where Element: Hashable {
    /// How often each member occurs.
    func tally() -> [Element: Int] {
        reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}
