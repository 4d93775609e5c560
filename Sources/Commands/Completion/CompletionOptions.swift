internal import ArgumentParser

/// The options of one command, found in its properties: the parser's tree is never set up for them.
struct CompletionOptions {
    /// Those that stand alone, and those that take the word after them.
    private(set) var flags: [String] = []
    private(set) var valued: [String] = []

    init(of command: any ParsableCommand.Type) {
        collect(Mirror(reflecting: command.init()))
        // A noun takes what all its verbs do.
        if flags.isEmpty { collect(Mirror(reflecting: GlobalOptions())) }
        flags.append("--help")
    }

    var all: [String] { (flags + valued).sorted() }

    private mutating func collect(_ mirror: Mirror) {
        for child in mirror.children {
            guard let label = child.label else { continue }
            let type = String(describing: Swift.type(of: child.value))
            let name = "--" + Self.dashed(label.drop { $0 == "_" })
            if type.hasPrefix("Flag<") {
                flags.append(name)
            } else if type.hasPrefix("Option<") {
                valued.append(name)
            } else if child.value is OptionGroup<GlobalOptions> {
                collect(Mirror(reflecting: GlobalOptions()))
            } else if child.value is OptionGroup<WriteOptions> {
                collect(Mirror(reflecting: WriteOptions()))
            } else if child.value is OptionGroup<ListLimit> {
                collect(Mirror(reflecting: ListLimit()))
            }
        }
    }

    /// `dryRun` is typed `dry-run`.
    private static func dashed(_ name: Substring) -> String {
        name.reduce(into: "") { text, character in
            text += character.isUppercase ? "-\(character.lowercased())" : String(character)
        }
    }
}
