/// How a command ended and what it said.
package struct Outcome: Hashable, Sendable, CustomStringConvertible {
    package let status: Int32
    package let output: String
    package let errors: String

    /// What was printed, without the line end of its last line.
    package var text: String { output.hasSuffix("\n") ? String(output.dropLast()) : output }

    package var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false) }

    package var description: String {
        "status \(status)\n\(output)" + (errors.isEmpty ? "" : "on standard error:\n\(errors)")
    }
}
