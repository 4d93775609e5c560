package import ArgumentParser

/// The root of all commands: a noun is a folder here, a verb a file in it.
package struct Rail: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "rail",
        abstract: "A shared backlog and release calendar that works without a network.",
        discussion: """
            Reading and writing work offline; `rail sync` exchanges with the hub.
            --json, --csv, --ndjson, --jq, --template, --plain, --tz ZONE, --ascii and --no-pager are for every command, \
            and may stand before its name.
            `rail help TOPIC` explains what commands share: rail help topics.
            Example:  rail add "Pay by card" team:nova due:fri +ios
            """,
        version: "0.1.0",
        groupedSubcommands: [
            CommandGroup(
                name: "Items",
                subcommands: ItemNoun.shortVerbs + [ItemNoun.self]),
            CommandGroup(
                name: "Workspace",
                subcommands: [
                    WorkspaceInit.self, WorkspaceJoin.self, WorkspaceInvite.self,
                    WorkspaceWhoami.self, WorkspaceStatus.self, WorkspaceSync.self,
                    WorkspaceDoctor.self, WorkspaceLeave.self, WorkspaceSQL.self,
                    WorkspaceNoun.self, ContextNoun.self, CompletionPrint.self,
                    HelpCommand.self,
                ]),
            CommandGroup(
                name: "Plan",
                subcommands: [
                    TeamNoun.self, PersonNoun.self, ServiceNoun.self, TrainNoun.self,
                    ReleaseNoun.self, MilestoneNoun.self, FreezeNoun.self, EntryNoun.self,
                    SeriesNoun.self, RelationNoun.self, ViewNoun.self,
                ]),
            CommandGroup(
                name: "History and decisions",
                subcommands: [
                    HistoryLog.self, HistoryUndo.self, OperationNoun.self, HistoryBlame.self,
                    HistoryStory.self, HistoryAt.self, ConflictNoun.self, RequestNoun.self,
                ]),
            CommandGroup(
                name: "Calendar and exchange",
                subcommands: [CalendarNoun.self, WorkspaceImport.self, ExportNoun.self]),
        ])

    package init() {}
}
