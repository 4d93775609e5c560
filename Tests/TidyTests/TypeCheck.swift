/// One top-level type a file, named like it, in the words of the glossary.
enum TypeCheck {
    /// A type that a file declares.
    struct Declared: Equatable {
        let name: String
        let line: Int
        let isTopLevel: Bool
        let isPrivate: Bool
    }

    private static let kinds: Set = ["struct", "class", "enum", "actor", "protocol"]
    private static let modifiers: Set = [
        "package", "internal", "private", "fileprivate", "open", "final", "indirect",
        "nonisolated", "@",
    ]

    /// Words that stand for another word of the glossary, with the word to say.
    static let banned: [String: String] = [
        "client": "replica", "node": "replica", "peer": "replica", "site": "replica",
        "server": "hub", "master": "hub", "broker": "hub", "mutation": "operation",
        "event": "operation", "delta": "change", "packet": "batch or frame",
        "bundle": "batch", "payload": "body", "blob": "body", "bitmap": "dot set",
        "lamport": "hybrid timestamp", "dump": "snapshot", "backup": "snapshot",
        "vacuum": "compact", "prune": "compact", "replay": "fold", "reduce": "fold",
        "combine": "merge", "reconciler": "merge", "threshold": "limit", "cache": "projection",
        "util": "a name of its own", "utils": "a name of its own", "helper": "a name of its own",
        "helpers": "a name of its own", "misc": "a name of its own",
    ]

    /// Names in which such a word keeps its own meaning, with the reason.
    static let exceptions: [String: String] = [
        "SyncEvent": "what somebody who watches a sync hears; no operation is meant"
    ]

    static func topLevelFindings(in file: SourceFile) -> [Finding] {
        let open = types(of: file.tokens).filter { $0.isTopLevel && !$0.isPrivate }
        let names = Set(open.map(\.name))
        let subject = String(file.stem.prefix { $0 != "+" })
        if names.count > 1 {
            let list = names.sorted().joined(separator: ", ")
            return [Finding(file.path, 1, "more than one top-level type: \(list)")]
        }
        if let only = open.first, only.name != subject {
            return [Finding(file.path, only.line, "\(only.name) lives in a file of another name")]
        }
        let extended = extensions(of: file.tokens)
        let isNamed = extended.contains { $0.hasPrefix(subject) }
        if open.isEmpty, !extended.isEmpty, !isNamed {
            return [Finding(file.path, 1, "the file is not named after what it extends")]
        }
        return []
    }

    static func wordFindings(in file: SourceFile) -> [Finding] {
        guard let target = file.target, let room = Floors.rooms[target], room.floor <= 5 else {
            return []
        }
        return types(of: file.tokens).flatMap { type in
            words(of: type.name).compactMap { word in
                guard let better = banned[word], exceptions[type.name] == nil else { return nil }
                return Finding(file.path, type.line, "\(type.name): say \(better), not \(word)")
            }
        }
    }

    /// Returns every type that the tokens declare, nested ones included.
    static func types(of tokens: [Token]) -> [Declared] {
        tokens.indices.compactMap { index in
            guard kinds.contains(tokens[index].text), index + 1 < tokens.count,
                tokens[index + 1].isWord, isDeclaration(tokens, index)
            else { return nil }
            return Declared(
                name: tokens[index + 1].text, line: tokens[index].line,
                isTopLevel: tokens[index].depth == 0, isPrivate: isPrivate(tokens, index))
        }
    }

    private static func isDeclaration(_ tokens: [Token], _ index: Int) -> Bool {
        let notNames: Set = ["func", "var", "let", "init", "subscript"]
        if tokens[index].text == "class", notNames.contains(tokens[index + 1].text) {
            return false
        }
        guard index > 0 else { return true }
        let isWordBefore =
            tokens[index - 1].isWord && !modifiers.contains(tokens[index - 1].text)
        let isSameLine = tokens[index - 1].line == tokens[index].line
        let isSign = [".", ":", ",", "(", "<", "&", "?", "="].contains(tokens[index - 1].text)
        return !isSign && !(isWordBefore && isSameLine && !isAttribute(tokens, index - 1))
    }

    private static func isAttribute(_ tokens: [Token], _ index: Int) -> Bool {
        index > 0 && tokens[index - 1].text == "@"
    }

    private static func isPrivate(_ tokens: [Token], _ index: Int) -> Bool {
        var index = index - 1
        while index >= 0, modifiers.contains(tokens[index].text) {
            if tokens[index].text == "private" || tokens[index].text == "fileprivate" {
                return true
            }
            index -= 1
        }
        return false
    }

    /// Returns every component of the names that the file extends at its top level.
    private static func extensions(of tokens: [Token]) -> Set<String> {
        var names: Set<String> = []
        for index in tokens.indices where tokens[index].text == "extension" {
            guard tokens[index].depth == 0 else { continue }
            var next = index + 1
            while next < tokens.count, tokens[next].isWord {
                names.insert(tokens[next].text)
                guard next + 1 < tokens.count, tokens[next + 1].text == "." else { break }
                next += 2
            }
        }
        return names
    }

    /// Cuts `ChangeBatch` into `change` and `batch`, and `IOError` into `io` and `error`.
    static func words(of name: String) -> [String] {
        var words: [String] = []
        var current = ""
        let characters = Array(name)
        for (index, character) in characters.enumerated() {
            let isAfterLower = index > 0 && !characters[index - 1].isUppercase
            let isBeforeLower =
                index + 1 < characters.count && characters[index + 1].isLowercase
            if character.isUppercase, !current.isEmpty, isAfterLower || isBeforeLower {
                words.append(current)
                current = ""
            }
            current.append(contentsOf: character.lowercased())
        }
        return words + [current]
    }
}
