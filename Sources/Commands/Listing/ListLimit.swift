package import ArgumentParser

/// How many lines of a list are asked for.
package struct ListLimit: ParsableArguments {
    /// What people look through on a terminal before they narrow the list; a program gets everything.
    static let terminalRows = 200

    @Option(help: "How many, at most. On a terminal 200 where nothing is said, elsewhere all.")
    package var limit: Int?

    package init() {}

    package func validate() throws {
        if let limit, limit < 1 { throw ValidationError("--limit takes a number from 1 on.") }
    }

    /// Nil for all.
    func rows(on output: Output) -> Int? {
        limit ?? (output.terminal.isInteractive && !output.isJSON ? Self.terminalRows : nil)
    }
}
