package import ArgumentParser
package import ReleaseModel

/// Items as a noun: the same verbs as the short forms, which need no noun.
package struct ItemNoun: Noun {
    package static let kind = EntityKind.item
    package static let about = "A piece of work on the backlog"
    package static let example = "rail item new \"Pay by card\""
    package static let change = "priority:high due:2w +ios -web"
    package static let listed = [Item.state, Item.priority, Item.assignee]
    package static let place = [Item.due, Item.parent]

    /// The verbs that need no noun.
    package static let shortVerbs: [any ParsableCommand.Type] = [
        ItemAdd.self, ItemList.self, ItemNext.self, QuestionCommand<ItemReady>.self,
        QuestionCommand<ItemBlocked>.self, QuestionCommand<ItemBlocking>.self,
        QuestionCommand<ItemMine>.self, ItemBoard.self, ItemTree.self, ItemBurnUp.self,
        ItemWhy.self,
        ItemSearch.self,
        NounShow<Self>.self, ItemEdit.self, NounSet<Self>.self,
        StepCommand<ItemStart>.self, StepCommand<ItemDone>.self, StepCommand<ItemDrop>.self,
        ItemClaim.self, ItemComment.self, ItemCheck.self, ItemLink.self, ItemUnlink.self,
        ItemMove.self, NounArchive<Self>.self, ItemDuplicates.self, ItemMerge.self, ItemKeep.self,
    ]

    /// The verbs that people and scripts type all day, found without the list of all.
    ///
    /// Each generic verb of that list costs the runtime a search through all conformances of the program, which
    /// together are a thirtieth of `rail add`.
    static func everyday(_ word: String) -> (any ParsableCommand.Type)? {
        switch word {
        case "add": ItemAdd.self
        case "ls": ItemList.self
        case "next": ItemNext.self
        case "show": NounShow<Self>.self
        case "set": NounSet<Self>.self
        case "done": StepCommand<ItemDone>.self
        default: nil
        }
    }

    package static let verbs: [any ParsableCommand.Type] =
        shortVerbs + [NounNew<Self>.self, NounList<Self>.self, NounRename<Self>.self]

    package init() {}
}
