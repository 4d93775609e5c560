package import ReleaseModel

/// A whole import: files in, changes out, portion by portion, so that neither is ever held whole.
///
/// If it ends early, what was committed stands, and the same import again does the rest.
package struct ImportTransfer {
    /// What came of an import.
    package struct Outcome: Sendable {
        package let report: ImportReport
        package let tally: ImportWriter.Tally
    }

    /// Commits one change that the given body drafts.
    package typealias Commit = ((inout Draft) throws -> Void) throws -> Void

    private var chunks = ImportChunks()
    private var writer: ImportWriter
    private let commit: Commit

    package static func run(
        map: ImportMap, paths: [String], zones: any ZoneRules,
        progress: (_ filesDone: Int, _ filesTotal: Int) -> Void = { _, _ in },
        commit: @escaping Commit
    ) throws -> Outcome {
        var transfer = ImportTransfer(writer: ImportWriter(zones: zones), commit: commit)
        var report = try ImportRun.run(map: map, paths: paths, progress: progress) { record in
            if let full = transfer.chunks.take(record) { try transfer.write(full) }
        }
        try transfer.write(transfer.chunks.rest())
        report.problems += transfer.writer.problems
        return Outcome(report: report, tally: transfer.writer.tally)
    }

    private init(writer: ImportWriter, commit: @escaping Commit) {
        self.writer = writer
        self.commit = commit
    }

    private mutating func write(_ records: [ImportRecord]) throws {
        guard !records.isEmpty else { return }
        var writer = self.writer
        try commit { draft in
            // A body that runs twice starts from the same place.
            var attempt = self.writer
            try attempt.write(records, into: &draft)
            writer = attempt
        }
        self.writer = writer
    }
}
