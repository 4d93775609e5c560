internal import ReleaseModel
package import ArgumentParser

/// `rail NOUN move`: change when one is: when:, window:, departure:.
package struct NounMove<N: Noun>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "move", abstract: "Change when one is: when:, window:, departure:.",
            discussion: "Example:  rail \(N.kind.name) move ID when:2026-11-12")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Its id or name.") package var id: String
    @Argument(parsing: .allUnrecognized, help: "The new time, as when:DATE or window:START..END.")
    package var words: [String]

    package init() {}

    package func run() throws {
        var command = NounSet<N>()
        command.options = options
        command.id = id
        command.words = words
        try command.run()
    }
}
