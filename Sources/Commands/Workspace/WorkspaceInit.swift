internal import Causality
package import ArgumentParser
internal import Replication

/// `rail init`: a new workspace here.
package struct WorkspaceInit: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "init", abstract: "Make a new workspace in this directory.",
        discussion: "Example:  rail init \"Acme releases\" --as \"Ana Lima\"")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "What the workspace is called.") package var name: String
    @Option(name: .customLong("as"), help: "Your name.") package var person: String?

    private static let fields = ["workspace", "folder"]

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        try session.output.expect(Self.fields)
        let person = person ?? session.environment.variables["USER"] ?? "me"
        let paths = WorkspacePaths.forNew(in: nil, session.environment)
        let replica = try Founding.initialize(
            name: name, person: person, at: paths, session.environment)
        if session.output.isJSON {
            try session.output.envelope(
                "init", nil,
                .object([
                    ("workspace", .string(replica.workspace.description)),
                    ("folder", .string(paths.folder)),
                ]))
        } else {
            session.output.line("workspace “\(SafeText.line(name))” in \(paths.folder)")
            session.output.line("next: rail add \"Something to do\"")
        }
    }
}
