internal import Causality

/// Commands as people can run them: words quoted where a shell would read more into them.
package enum CommandText {
    /// `rail` and the words behind it.
    package static func line(_ words: [String]) -> String {
        (["rail"] + words.map(quoted)).joined(separator: " ")
    }

    /// A verb of a kind's noun on one thing; items need no noun.
    static func line(
        _ verb: String, _ kind: EntityKind, _ id: EntityID, _ words: [String] = []
    ) -> String {
        let noun = kind == .item ? [] : [kind.name]
        return line(noun + [verb, Crockford.text(id)] + words)
    }

    /// A word that a shell hands on as it is.
    package static func quoted(_ word: String) -> String {
        guard word.isEmpty || !word.utf8.allSatisfy(isPlain) else { return word }
        let pieces = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + pieces.joined(separator: "'\\''") + "'"
    }

    private static func isPlain(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: Array("-_./:@,+".utf8).contains(byte)
        }
    }
}
