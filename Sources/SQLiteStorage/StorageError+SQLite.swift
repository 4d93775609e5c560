internal import GRDB

extension StorageError {
    /// Says what a result code of SQLite means for the person whose file it is.
    init(_ error: DatabaseError, path: String) {
        let detail = error.message ?? "code \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_NOTADB:
            self.init(
                .notADatabase, "\(path) is not a Railyard database.",
                hint: "Move that file away, or name another workspace.")
        case .SQLITE_FULL:
            self.init(
                .full, "The disk that holds \(path) is full; nothing was changed.",
                hint: "Free some space and run the command again.")
        case .SQLITE_READONLY:
            self.init(
                .readOnly, "\(path) cannot be written.",
                hint: "Make the file and its directory writable for your user.")
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
            self.init(
                .denied, "\(path) cannot be opened (\(detail)).",
                hint: "Check that it is a file and that your user may read and write it.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.init(
                .busy, "\(path) is in use by another program.",
                hint: "Close the program that holds it open and run the command again.")
        case .SQLITE_CORRUPT:
            self.init(
                .damaged, "\(path) is damaged (\(detail)).",
                hint: "Run `rail doctor`, which says what is lost and repairs it from the hub.")
        case .SQLITE_IOERR:
            self.init(
                .failing, "The disk failed to read or write \(path) (\(detail)).",
                hint: "Check the disk and the space on it; what was acknowledged is safe.")
        default:
            self.init(
                .misused, "The database refused a request (\(detail)).",
                hint: "Please report this, it is a mistake in Railyard.")
        }
    }

    static func absent(_ path: String) -> StorageError {
        StorageError(
            .absent, "There is no workspace at \(path).",
            hint: "Run `rail init` to make one, or `rail join` to join one.")
    }

    static func foreign(_ path: String) -> StorageError {
        StorageError(
            .foreign, "\(path) is the database of another program.",
            hint: "Move that file away, or name another workspace.")
    }

    static func newer(_ path: String, version: Int, known: Int) -> StorageError {
        StorageError(
            .newer,
            "\(path) was written by a newer version (layout \(version), this one knows \(known)).",
            hint: "Update Railyard; the file was not touched.")
    }
}
