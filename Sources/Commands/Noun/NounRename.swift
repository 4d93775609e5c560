package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN rename`: give one another name.
package struct NounRename<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "rename", abstract: "Give one another name.",
            discussion: "Example:  \(N.typed("rename")) 7f3k \"Another name\"")
    }

    @OptionGroup package var options: WriteOptions
    @Argument(help: "Its id, at least four characters of it, or its name.") package var id: String
    @Argument(help: "The new name.") package var name: [String]

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run(N.answer("rename")) { writing in
            let found = try writing.find(id, N.kind)
            var edits = try writing.edits(of: N.kind)
            try edits.title(name.joined(separator: " "), of: found, in: &writing.draft)
            writing.say(edits, of: found)
        }
    }
}
