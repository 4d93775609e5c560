package import Causality
internal import ReleaseModel

/// The import of what `rail export jsonl` wrote: lines in, changes out, portion by portion.
package struct ExportedTransfer {
    /// A file in which no line is one of an export.
    package struct NoExport: Error, Sendable {
        package let path: String
    }

    /// An export in a form that only a later version reads.
    package struct LaterFormat: Error, Sendable {
        package let path: String
        package let format: Int
    }

    private var writer: ExportedWriter
    private var report = ImportReport()
    private var gathered: [ExportedLine] = []
    private var weight = 0
    private var bytes = 0
    private let commit: ImportTransfer.Commit

    package static func run(
        paths: [String], workspace: EntityID,
        progress: (_ filesDone: Int, _ filesTotal: Int) -> Void = { _, _ in },
        commit: @escaping ImportTransfer.Commit
    ) throws -> ImportTransfer.Outcome {
        var transfer = ExportedTransfer(
            writer: ExportedWriter(workspace: workspace), commit: commit)
        for (done, path) in paths.enumerated() {
            progress(done, paths.count)
            try transfer.take(path)
        }
        try transfer.flush()
        transfer.report.problems += transfer.writer.problems
        return ImportTransfer.Outcome(report: transfer.report, tally: transfer.writer.tally)
    }

    private init(writer: ExportedWriter, commit: @escaping ImportTransfer.Commit) {
        self.writer = writer
        self.commit = commit
    }

    private mutating func take(_ path: String) throws {
        let limit = ImportLimits.exportedLineLengthMaxBytes
        var reader = try LineReader(path: path, lengthMaxBytes: limit)
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        var number = 0
        var isExport = false
        while let line = try reader.next() {
            number += 1
            let origin = ImportOrigin(file: name, line: number)
            guard case .bytes(let bytes) = line else {
                refuse(origin, "is longer than \(limit >> 20) MiB", "")
                continue
            }
            guard bytes.contains(where: { $0 > 0x20 }) else { continue }
            guard let read = parse(bytes, origin, isQuiet: !isExport && number > 1) else {
                continue
            }
            isExport = true
            if case .head(let format) = read.content {
                guard format <= ExportedLine.format else {
                    throw LaterFormat(path: path, format: format)
                }
                continue
            }
            try gather(read, bytes.count)
        }
        guard isExport else { throw NoExport(path: path) }
        report.filesRead += 1
    }

    /// `isQuiet` while nothing of the file was an export: then it is refused as a whole.
    private mutating func parse(
        _ bytes: [UInt8], _ origin: ImportOrigin, isQuiet: Bool
    ) -> ExportedLine? {
        let source: SourceText
        switch SourceText.reading(SourceFile(name: origin.file, bytes: bytes)) {
        case .success(let text): source = text
        case .failure(let refusal):
            refuse(origin, refusal.document.problems.first?.reason ?? "is not text", "")
            return nil
        }
        var scanner = JSONScanner(source: source, range: source.bytes.indices, line: 1)
        let shown = String(decoding: source.bytes.prefix(400), as: UTF8.self)
        do {
            return try ExportedLine(try scanner.document(), origin: origin)
        } catch let failure as JSONScanner.Failure {
            if !isQuiet { refuse(origin, "is not JSON: \(failure.reason)", shown) }
        } catch let refusal as ExportedLine.Refusal {
            if !isQuiet { refuse(origin, refusal.reason, shown) }
        } catch {
            refuse(origin, "cannot be read", shown)
        }
        return nil
    }

    private mutating func gather(_ line: ExportedLine, _ length: Int) throws {
        guard case .entity(let kind, _, _, _) = line.content else { return }
        let isFull =
            gathered.count == ImportChunks.recordsPerChangeMax
            || weight + line.weight > ImportChunks.valuesPerChangeMax
            || bytes + length > ImportChunks.textPerChangeMaxBytes
        if isFull { try flush() }
        report.recordsByKind[kind, default: 0] += 1
        gathered.append(line)
        weight += line.weight
        bytes += length
    }

    private mutating func flush() throws {
        guard !gathered.isEmpty else { return }
        var written = writer
        try commit { [gathered, writer] draft in
            // A body that runs twice starts from the same place.
            var attempt = writer
            for line in gathered { try attempt.write(line, into: &draft) }
            written = attempt
        }
        writer = written
        gathered = []
        weight = 0
        bytes = 0
    }

    private mutating func refuse(_ origin: ImportOrigin, _ reason: String, _ value: String) {
        guard report.problems.count < ImportLimits.problemsPerFileMax else { return }
        report.problems.append(
            ImportProblem(
                origin: origin, field: "line", reason: reason, value: value, outcome: .leftOut))
    }
}
