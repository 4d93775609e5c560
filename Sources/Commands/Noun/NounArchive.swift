package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN archive`: hide one from lists; everything stays known.
package struct NounArchive<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "archive", abstract: "Hide one from lists; everything stays known.",
            discussion: "Example:  \(N.typed("archive")) 7f3k")
    }

    @OptionGroup package var options: WriteOptions
    @Argument(help: "Its id, at least four characters of it, or its name.") package var id: String
    @Flag(help: "Bring it back.") package var restore = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run(N.answer("archive")) { writing in
            let found = try writing.find(id, N.kind)
            if restore {
                try writing.draft.unarchive(found)
            } else {
                try writing.draft.archive(found)
            }
            writing.say([restore ? "live again" : "archived"], of: found)
        }
    }
}
