package import ArgumentParser

/// `rail export`: the workspace in forms that other programs read.
package struct ExportNoun: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the workspace for other programs.",
        discussion: "Example:  rail export jsonl > backlog.jsonl",
        subcommands: [
            ExportLines.self, ExportTable.self, ExportCalendar.self, ExportMarkdown.self,
            ExportGraph.self,
        ])

    package init() {}
}
