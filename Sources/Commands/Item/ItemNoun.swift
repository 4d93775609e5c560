internal import ArgumentParser
package import ReleaseModel

/// Items as a noun: the same verbs as the short forms.
package struct ItemNoun: Noun {
    package static let kind = EntityKind.item
    package static let about = "A piece of work on the backlog"
    package static let example = "rail item new \"Pay by card\""
    package static let listed = [Item.state, Item.priority, Item.assignee]

    package init() {}
}
