/// Why the database of a workspace could not be used: a code for programs, a sentence and a hint for people.
package struct StorageError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Code: String, Sendable, CaseIterable {
        /// There is no file.
        case absent
        /// The file is something else than a SQLite database.
        case notADatabase
        /// It is a database of some other program, or of another part of Railyard.
        case foreign
        /// It was written by a newer version.
        case newer
        /// The file or its directory cannot be written.
        case readOnly
        /// The file may not be opened by this user.
        case denied
        /// No space is left.
        case full
        /// Another process held the lock all the time.
        case busy
        /// SQLite found the file to contradict itself.
        case damaged
        /// The disk failed to read or write.
        case failing
        /// The database itself found a request wrong: a mistake in Railyard.
        case misused
    }

    package let code: Code
    package let sentence: String
    package let hint: String

    package init(_ code: Code, _ sentence: String, hint: String) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
    }

    package var description: String { "\(sentence) \(hint)" }
}
