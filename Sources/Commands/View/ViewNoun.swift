package import ArgumentParser
package import ReleaseModel

/// Views as a noun: `rail view NAME` shows the items of one.
package struct ViewNoun: Noun {
    package static let kind = EntityKind.view
    package static let about = "A filter with a name that the workspace shares"
    package static let example = "rail view def mobile 'team:nova (+ios or +android)'"
    package static let change = "filter:'+ios or +android'"
    package static let listed = [View.filter]
    package static let place: [FieldDefinition] = []
    package static let verbs: [any ParsableCommand.Type] = [
        ViewRun.self, ViewDefine.self, NounList<Self>.self, NounShow<Self>.self,
        NounRename<Self>.self, NounArchive<Self>.self,
    ]

    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: kind.name, abstract: "\(about).", discussion: "Example:  \(example)",
            subcommands: verbs, defaultSubcommand: ViewRun.self)
    }

    package init() {}
}
