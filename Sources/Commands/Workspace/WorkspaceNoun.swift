package import ArgumentParser
package import ReleaseModel

/// `rail workspace`: the workspace itself, its name and zone.
package struct WorkspaceNoun: Noun {
    package static let kind = EntityKind.workspace
    package static let about = "The workspace itself, its name and zone"
    package static let example = "rail workspace rename Acme \"Acme releases\""
    package static let change = "zone:Europe/Prague"
    package static let listed = [Workspace.zone]
    package static let place = [Workspace.zone]
    package static let verbs: [any ParsableCommand.Type] = [
        NounList<Self>.self, NounShow<Self>.self, NounSet<Self>.self, NounRename<Self>.self,
        NounArchive<Self>.self,
    ]

    package init() {}
}
