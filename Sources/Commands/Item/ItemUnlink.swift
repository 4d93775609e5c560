package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail unlink`: take a relation back.
package struct ItemUnlink: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "unlink", abstract: "Take a relation back.",
        discussion: "Example:  rail unlink 5c2w")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The relation's id.") package var id: String

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("unlink") { draft, view in
            let edge = try EntityFinder(view).find(id, [.edge])
            try draft.unlink(edge)
            return (edge, ["unlinked"])
        }
    }
}
