import ArgumentParser
import Testing

@testable import Commands

/// What every command owes its users, walked over the whole tree.
@Suite struct CommandTreeTests {
    @Test func `the tree has the verbs of the first part`() {
        let known = Set(CommandTree.all.map { $0.words.dropFirst().joined(separator: " ") })
        let first = [
            "init", "join", "whoami", "status", "sync", "doctor", "leave", "invite", "add", "ls",
            "show", "edit", "set", "start", "done", "drop", "claim", "comment", "check", "link",
            "unlink", "move", "archive", "undo", "log", "merge", "keep", "dup", "cal month",
            "cal agenda", "cal timeline", "board", "tree", "burnup", "conflicts list",
            "conflicts show", "conflicts settle", "conflicts ack",
            "requests list", "next", "ready", "blocked", "blocking", "mine", "why", "search",
            "import", "blame", "history", "at", "op log", "op show",
            "export jsonl", "sql", "train hold", "train slow",
            "train resume", "release hold", "release resume", "release withdraw", "freeze lift",
        ]
        let nouns = [
            "team", "person", "service", "train", "release", "milestone", "freeze", "entry",
            "series",
        ]
        let shared = ["new", "list", "show", "set", "move", "rename", "archive"]
        let missing = (first + nouns.flatMap { noun in shared.map { "\(noun) \($0)" } })
            .filter { !known.contains($0) }
        #expect(missing.isEmpty)
    }

    @Test func `the verbs that are found without the tree are those of the tree`() {
        let tree = Rail.configuration.subcommands
        var found = 0
        for verb in tree {
            guard let known = ItemNoun.everyday(verb._commandName) else { continue }
            #expect(ObjectIdentifier(known) == ObjectIdentifier(verb))
            found += 1
        }
        #expect(found == 6)
    }

    @Test(arguments: CommandTree.all)
    func `it says what it does in one sentence`(_ place: CommandTree) {
        let abstract = place.command.configuration.abstract
        #expect(abstract.hasSuffix("."))
        #expect(abstract.first?.isUppercase == true)
    }

    @Test(arguments: CommandTree.all)
    func `its help gives an example that is a command`(_ place: CommandTree) throws {
        #expect(!place.examples.isEmpty)
        for example in place.examples {
            let path = CommandPath(Array(example.dropFirst()))
            #expect(path.parsed() != nil, "\(example)")
            guard place.isVerb else { continue }
            // Items need no noun: their examples show the short form of the same verb.
            #expect(path.verb.map { $0 == place.command } == true, "\(example)")
        }
    }

    @Test(arguments: CommandTree.verbs)
    func `it takes --json`(_ place: CommandTree) throws {
        let example = try #require(place.examples.first)
        let words = example.contains("--json") ? example : Self.inserting("--json", example)
        let parsed = try Rail.parseAsRoot(Array(words.dropFirst()))
        #expect(type(of: parsed) == place.command)
    }

    @Test(arguments: CommandTree.verbs)
    func `it takes the options for every command before its name too`(
        _ place: CommandTree
    ) throws {
        let example = Array(try #require(place.examples.first).dropFirst()).filter {
            $0 != "--json"
        }
        let early = ["--json", "--tz", "Asia/Tokyo", "--tz=UTC", "--ascii"]
        let path = CommandPath(early + example)
        let parsed = try #require(path.parsed())
        #expect(type(of: parsed) == place.command)
        let options = try #require(Self.globalOptions(of: parsed))
        #expect(options.json && options.ascii && options.tz.starts(with: ["Asia/Tokyo", "UTC"]))
        let whole = try Rail.parseAsRoot(path.arguments)
        #expect(type(of: whole) == place.command)
    }

    @Test func `every option for every command is known where it comes early`() {
        let names = Mirror(reflecting: GlobalOptions()).children.compactMap(\.label)
            .map { name in
                "--"
                    + name.drop { $0 == "_" }.map {
                        $0.isUppercase ? "-\($0.lowercased())" : String($0)
                    }.joined()
            }
        #expect(!names.isEmpty)
        #expect(Set(names) == GlobalOptions.flagNames.union(GlobalOptions.valueNames))
    }

    @Test(arguments: [
        ["--tz", "Asia/Tokyo", "train", "--json", "list"],
        ["train", "--tz=Asia/Tokyo", "--json", "list"],
        ["--json", "train", "--tz", "Asia/Tokyo", "list"],
    ])
    func `they may stand between a noun and its verb`(_ words: [String]) throws {
        let parsed = try #require(CommandPath(words).parsed() as? NounList<TrainNoun>)
        #expect(parsed.options.json)
        #expect(parsed.options.tz == ["Asia/Tokyo"])
    }

    private static func globalOptions(of command: any ParsableCommand) -> GlobalOptions? {
        for child in Mirror(reflecting: command).children {
            if let group = child.value as? OptionGroup<GlobalOptions> { return group.wrappedValue }
            if let group = child.value as? OptionGroup<WriteOptions> {
                return group.wrappedValue.everywhere
            }
        }
        return nil
    }

    /// The verbs that change nothing of what the workspace says.
    private static let reading: Set<String> = [
        "ics", "md",
        "init", "join", "invite", "whoami", "status", "sync", "doctor", "leave", "sql", "ls",
        "show", "list", "log", "dup", "month", "agenda", "dates", "jsonl", "csv", "dot", "next",
        "ready", "blocked", "blocking", "mine", "why", "search", "board", "tree", "timeline",
        "burnup", "blame", "history", "at", "completion", "help", "use", "none", "forget", "run",
        "context def",
    ]

    @Test(arguments: CommandTree.verbs)
    func `it can be tried without writing, or it writes nothing`(_ place: CommandTree) {
        let hasTrial = Mirror(reflecting: place.command.init()).children.contains {
            $0.value is OptionGroup<WriteOptions>
        }
        let isReading = [1, 2].contains { count in
            Self.reading.contains(place.words.suffix(count).joined(separator: " "))
        }
        #expect(hasTrial != isReading)
    }

    /// Puts an option before a lone `--`, behind which everything is text.
    private static func inserting(_ option: String, _ words: [String]) -> [String] {
        let end = words.firstIndex(of: "--") ?? words.count
        return Array(words[..<end]) + [option] + Array(words[end...])
    }
}
