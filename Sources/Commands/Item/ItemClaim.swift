package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail claim`: take an item on, or give it back.
package struct ItemClaim: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "claim", abstract: "Take an item on, or give it back.",
        discussion: "Example:  rail claim 7f3k --over")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Flag(help: "Take it from whoever has it.") package var over = false
    @Flag(help: "Give it back.") package var release = false

    package init() {}

    package func run() throws {
        let writing = try NounWriting(options)
        try writing.run("claim") { draft, view in
            let item = try EntityFinder(view).find(id, [.item])
            let me = EntityID(high: draft.place.author.high, low: draft.place.author.low)
            if release {
                try draft.release(claimOn: item)
                return (item, ["given back"])
            }
            try draft.claim(item, for: me, over: over)
            return (item, ["claimed by you"])
        }
    }
}
