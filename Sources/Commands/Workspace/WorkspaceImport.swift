package import ArgumentParser
internal import Foundation
internal import Importing
internal import ReleaseModel
internal import Replication

/// `rail import`: brings records of other systems in, by a map that says what they mean.
package struct WorkspaceImport: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "import",
        abstract: "Bring in records that other systems wrote.",
        discussion: """
            A map says what the files hold: see deploy/maps/README.md. Importing again updates only
            what the source changed; dirty rows are reported and stop nothing. Without a map the files are \
            what `rail export jsonl` wrote, and - is what comes through a pipe: each thing keeps its \
            identifier, and what a line says of it stands. History, conflicts and requests stay behind.
            Example:  rail import --map deploy/maps/backlog-md.yaml ~/project/backlog
            Example:  rail import all.jsonl
            """)

    @OptionGroup package var options: WriteOptions

    @Option(help: "The map: what the files hold, and what becomes of it.")
    package var map: String?

    @Option(help: "Write every dirty row to this file, one JSON object a line.")
    package var report: String?

    @Argument(help: "Files, or folders with all files below them.")
    package var files: [String]

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options.everywhere, surroundings)
        try session.output.expect(ImportAnswer.fields)
        let map = try map.map { try read($0) }
        let replica = try session.open()
        let meter = ImportMeter(output: session.output)
        let outcome = try outcome(map, replica, session, meter)
        meter.clear()
        if let report { try write(outcome.report, to: report) }
        let answer = ImportAnswer(outcome: outcome, isTrial: options.dryRun, reportFile: report)
        if session.output.isJSON {
            let asOf = try replica.read { try AsOf($0) }
            try session.output.envelope("import", asOf, answer.data, problems: answer.problems)
        } else {
            for line in answer.lines { session.output.line(SafeText.line(line)) }
        }
    }

    private func outcome(
        _ map: ImportMap?, _ replica: Replica, _ session: Session, _ meter: ImportMeter
    ) throws -> ImportTransfer.Outcome {
        let commit: ImportTransfer.Commit = { body in
            _ = try Trial.commit(replica, isTrial: options.dryRun) { draft, _ in
                try body(&draft)
            }
        }
        do {
            if let map {
                return try ImportTransfer.run(
                    map: map, paths: files, zones: session.environment.zones,
                    progress: meter.show, commit: commit)
            }
            return try ExportedTransfer.run(
                paths: files, workspace: DerivedIdentifier.workspace(replica.workspace),
                progress: meter.show, commit: commit)
        } catch let unreadable as SourceFolder.Unreadable {
            throw CommandFailure(
                "unreadable", "Cannot read \(unreadable.path): \(unreadable.reason).",
                status: .absent)
        } catch let other as ExportedTransfer.NoExport {
            throw CommandFailure(
                "no-export", "\(other.path) is nothing that `rail export jsonl` wrote.",
                hint: "Say what it holds: rail import --map MAP \(other.path)", status: .usage)
        } catch let later as ExportedTransfer.LaterFormat {
            throw CommandFailure(
                "later-format",
                "\(later.path) was written in form \(later.format), which a later rail reads.",
                hint: "Bring this rail up to date.")
        }
    }

    private func read(_ map: String) throws -> ImportMap {
        do {
            return try ImportRun.map(at: map)
        } catch let unreadable as SourceFolder.Unreadable {
            throw CommandFailure(
                "unreadable", "Cannot read the map \(unreadable.path): \(unreadable.reason).",
                status: .absent)
        } catch let refusal as MapRefusal {
            let first = refusal.problems.first
            let others = refusal.problems.count - 1
            let more = others > 0 ? " And \(others) further: " : ""
            let rest = refusal.problems.dropFirst().map { "\($0.file):\($0.line)" }
            throw CommandFailure(
                "invalid-map",
                "\(first.map { "\($0.file):\($0.line): \($0.reason)" } ?? "The map is empty")."
                    + more + rest.joined(separator: ", "),
                hint: first?.hint, status: .usage)
        }
    }

    private func write(_ report: ImportReport, to path: String) throws {
        let lines = report.problems.map { ImportAnswer.json($0).line + "\n" }.joined()
        guard FileManager.default.createFile(atPath: path, contents: Data(lines.utf8)) else {
            throw CommandFailure("unwritable", "Cannot write the report to \(path).")
        }
    }
}

/// Shows on a terminal how far a long import is.
private struct ImportMeter {
    let output: Output

    /// Every so many files; each line costs a write to the terminal.
    private static let filesPerStep = 50

    func show(done: Int, total: Int) {
        guard done % Self.filesPerStep == 0 else { return }
        output.progress("\(done) of \(Counted(total, "file"))")
    }

    func clear() { output.progress("") }
}
