package import ArgumentParser
internal import Replication

/// The options that every command understands.
package struct GlobalOptions: ParsableArguments {
    @Flag(
        name: .long,
        help: "Answer as JSON in a versioned envelope; --json=id,title picks fields.")
    package var json = false

    @Option(name: .long, help: "Pick these fields of the data, with commas between them.")
    package var fields: [String] = []

    @Flag(name: .long, help: "Answer as comma-separated values, with the fields on the first line.")
    package var csv = false

    @Flag(name: .long, help: "Answer as one line of JSON for each record.")
    package var ndjson = false

    @Option(name: .long, help: "Hand the JSON to the jq that is installed.")
    package var jq: [String] = []

    @Option(name: .long, help: "Fill in this mustache template for each record.")
    package var template: [String] = []

    @Flag(name: .long, help: "Answer in one labelled line for each value, for screen readers.")
    package var plain = false

    @Option(name: .long, help: "Show times in this zone; repeat for further columns.")
    package var tz: [String] = []

    @Flag(name: .long, help: "Use plain ASCII characters only.")
    package var ascii = false

    @Flag(name: .long, help: "Never show a long answer page by page.")
    package var noPager = false

    package init() {}
}

extension GlobalOptions {
    /// Those that stand alone, by the names that `CommandPath` finds them by where they come early.
    static let flagNames: Set = ["--json", "--csv", "--ndjson", "--plain", "--ascii", "--no-pager"]
    /// Those that take the word after them.
    static let valueNames: Set = ["--tz", "--fields", "--jq", "--template"]

    /// The options as they are typed, for another command.
    var words: [String] {
        let flags = [
            ("--json", json), ("--csv", csv), ("--ndjson", ndjson), ("--plain", plain),
            ("--ascii", ascii), ("--no-pager", noPager),
        ]
        let values = [
            ("--fields", fields), ("--jq", jq), ("--template", template), ("--tz", tz),
        ]
        return flags.filter(\.1).map(\.0)
            + values.flatMap { name, values in values.map { "\(name)=\($0)" } }
    }

    /// Writes `--json=id,title` as `--json --fields=id,title`, since no flag takes a value.
    ///
    /// The same for the other forms of data. Behind a lone `--` everything is text.
    static func spelledOut(_ words: [String]) -> [String] {
        let end = words.firstIndex(of: "--") ?? words.count
        return words[..<end].flatMap { word -> [String] in
            for form in ["--json", "--csv", "--ndjson"] where word.hasPrefix(form + "=") {
                return [form, "--fields" + word.dropFirst(form.count)]
            }
            return [word]
        } + words[end...]
    }

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
