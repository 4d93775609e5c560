/// Finds marks that the house does not leave in its files.
enum MarkCheck {
    // Written in pieces, so that this file does not find itself.
    private static let unfinished = ["TO" + "DO", "FIX" + "ME", "X" + "XX"]

    /// Generic code that every floor runs for every operation: the compiler carries a body into another module only
    /// where it is public, and without it the merge of ten replicas took half as long again.
    private static let seenFromEverywhere: Set = ["Sources/Causality/Stretch.swift"]

    /// Finds `public`, `try!` and forced unwrapping in the wrong places of Swift code.
    static func codeFindings(in file: SourceFile) -> [Finding] {
        let tokens = file.tokens
        return tokens.indices.compactMap { index in
            let next = index + 1 < tokens.count ? tokens[index + 1].text : ""
            switch (tokens[index].text, next) {
            case ("public", _) where seenFromEverywhere.contains(file.path):
                return nil
            case ("public", _), ("open", "class"):
                return Finding(file.path, tokens[index].line, "package access, never public")
            case ("try", "!") where tokens[index + 1].isAttached:
                return Finding(file.path, tokens[index].line, "an error is thrown, not trapped")
            default:
                return nil
            }
        }
    }

    static func unfinishedFindings(in file: SourceFile) -> [Finding] {
        findings(in: file, "an open end: make it an issue or finish it") { line in
            line.split { !$0.isLetter }.contains { unfinished.contains(String($0)) }
        }
    }

    /// Finds paths that exist on one machine only.
    static func machineFindings(in file: SourceFile) -> [Finding] {
        findings(in: file, "a path of one machine") { line in
            line.utf8.contains(UInt8(ascii: "/"))
                && line.contains(/(^|[^\w.\/-])\/(work|root|home\/\w+|Users\/\w+)\/[\w.]/)
        }
    }

    private static func findings(
        in file: SourceFile, _ message: String, where isFound: (Substring) -> Bool
    ) -> [Finding] {
        zip(1..., file.lines).filter { isFound($0.1) }.map { Finding(file.path, $0.0, message) }
    }
}
