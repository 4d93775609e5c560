package import ArgumentParser
package import ReleaseModel

/// `rail edge`: relations as things of their own; `rail link` makes them.
package struct RelationNoun: Noun {
    package static let kind = EntityKind.edge
    package static let about = "A stated relation between two items"
    package static let example = "rail link 7f3k blocks 2m9q"
    package static let change = "reason:\"same schema\""
    package static let listed = [Edge.source, Edge.kind, Edge.target]
    package static let place: [FieldDefinition] = []
    package static let verbs: [any ParsableCommand.Type] = [
        NounList<Self>.self, NounShow<Self>.self, NounSet<Self>.self, NounArchive<Self>.self,
    ]

    package init() {}
}
