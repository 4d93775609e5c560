package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN rename`: give one another name.
package struct NounRename<N: Noun>: ParsableCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "rename", abstract: "Give one another name.",
            discussion: "Example:  rail \(N.kind.name) rename ID NAME")
    }

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "Its id or name.") package var id: String
    @Argument(help: "The new name.") package var name: [String]

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("\(N.kind.name).rename") { draft, view in
            let found = try EntityFinder(view).find(id, [N.kind])
            var edits = try FieldEdits(N.kind, view, writing.session.environment)
            try edits.title(name.joined(separator: " "), of: found, in: &draft)
            return (found, edits.lines)
        }
    }
}
