/// A mistake in a map, with its place and what to do about it.
package struct MapProblem: Error, Hashable, Sendable, CustomStringConvertible {
    package let file: String
    package let line: Int
    package let reason: String
    package let hint: String

    package init(file: String, line: Int, reason: String, hint: String) {
        self.file = file
        self.line = line
        self.reason = reason
        self.hint = hint
    }

    package var description: String { "\(file):\(line): \(reason) (\(hint))" }
}
