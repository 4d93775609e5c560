internal import Causality

/// A version vector as text: whole names of streams with their sequences, blanks between.
enum VectorText {
    static func text(_ vector: VersionVector) -> String {
        vector.entries.map { "\($0.stream)@\($0.sequence)" }.joined(separator: " ")
    }

    /// Nil where any part of the text is none, a shortened name among them.
    static func vector(_ text: String) -> VersionVector? {
        var vector = VersionVector()
        let parts = text.split { $0 == " " || $0 == "," }
        guard !parts.isEmpty else { return nil }
        for part in parts {
            let halves = part.split(separator: "@", omittingEmptySubsequences: false)
            guard halves.count == 2, let stream = StreamID(hexadecimal: halves[0]),
                let sequence = UInt64(halves[1])
            else { return nil }
            vector.advance(stream, to: sequence)
        }
        return vector
    }
}
