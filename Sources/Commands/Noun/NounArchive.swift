package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN archive`: hide one from lists; everything stays known.
package struct NounArchive<N: Noun>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "archive", abstract: "Hide one from lists; everything stays known.",
            discussion: "Example:  rail \(N.kind.name) archive ID")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Its id or name.") package var id: String
    @Flag(help: "Bring it back.") package var undo = false

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("\(N.kind.name).archive") { draft, view in
            let found = try EntityFinder(view).find(id, [N.kind])
            if undo { try draft.unarchive(found) } else { try draft.archive(found) }
            return (found, [undo ? "live again" : "archived"])
        }
    }
}
