extension ImportRun {
    /// Imports files and folders.
    ///
    /// A file that cannot be read is reported, and the others go on.
    package static func run(
        map: ImportMap, paths: [String],
        progress: (_ filesDone: Int, _ filesTotal: Int) -> Void = { _, _ in },
        emit: (ImportRecord) throws -> Void
    ) throws -> ImportReport {
        var run = ImportRun(map: map)
        let files = run.ordered(try SourceFolder.files(at: paths))
        for path in files where run.joins(path) {
            // One that cannot be opened is reported when its turn comes.
            if let bytes = try? SourceFolder.bytes(of: path) {
                try run.join(path, bytes: { bytes })
            }
        }
        run.endJoins()
        for (done, path) in files.enumerated() {
            progress(done, files.count)
            do {
                try run.take(path, bytes: { try SourceFolder.bytes(of: path) }, emit: emit)
            } catch let unreadable as SourceFolder.Unreadable {
                run.noteUnreadable(path, unreadable.reason)
            }
        }
        return try run.finish(emit: emit)
    }

    /// Reads a map from a file.
    package static func map(at path: String) throws -> ImportMap {
        let name = path.split(separator: "/").last.map { String($0) } ?? path
        let file = SourceFile(name: name, bytes: try SourceFolder.bytes(of: path))
        return try MapReader.read(file).get()
    }
}
