import ArgumentParser
import Testing

@testable import Commands

/// Every command of the tree, each with the words that name it.
struct CommandTree: CustomTestStringConvertible {
    let words: [String]
    let command: any ParsableCommand.Type

    var testDescription: String { words.joined(separator: " ") }

    var isVerb: Bool { command.configuration.subcommands.isEmpty }

    static let all = walk(["rail"], Rail.self)

    static let verbs = all.filter(\.isVerb)

    private static func walk(
        _ words: [String], _ command: any ParsableCommand.Type
    ) -> [CommandTree] {
        [CommandTree(words: words, command: command)]
            + command.configuration.subcommands.flatMap { below in
                walk(words + [below._commandName], below)
            }
    }

    /// The commands that its help gives as examples, without what stands before `rail`.
    var examples: [[String]] {
        command.configuration.discussion.split(separator: "\n").compactMap { line in
            guard let start = line.firstRange(of: "Example:") else { return nil }
            let words = ShellWords.split(String(line[start.upperBound...]))
            return words.firstIndex(of: "rail").map { Array(words[$0...]) }
        }
    }
}
