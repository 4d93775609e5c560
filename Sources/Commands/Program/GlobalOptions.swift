package import ArgumentParser
internal import Replication

/// The options that every command understands.
package struct GlobalOptions: ParsableArguments {
    @Flag(name: .long, help: "Answer as JSON in a versioned envelope.")
    package var json = false

    @Option(name: .long, help: "Show times in this zone; repeat for further columns.")
    package var tz: [String] = []

    @Flag(name: .long, help: "Use plain ASCII characters only.")
    package var ascii = false

    package init() {}
}

extension GlobalOptions {
    /// Those that stand alone, by the names that `CommandPath` finds them by where they come early.
    static let flagNames: Set = ["--json", "--ascii"]
    /// Those that take the word after them.
    static let valueNames: Set = ["--tz"]

    /// How many of the words that a line begins with are such options with their values.
    static func leading(_ words: some Collection<String>) -> Int {
        var count = 0
        var rest = words[...]
        while let word = rest.first {
            let length =
                valueNames.contains(word)
                ? 2
                : flagNames.contains(word) || valueNames.contains { word.hasPrefix($0 + "=") }
                    ? 1 : 0
            guard length > 0, length <= rest.count else { break }
            count += length
            rest = rest.dropFirst(length)
        }
        return count
    }
}
