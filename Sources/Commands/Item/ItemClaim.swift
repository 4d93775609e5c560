package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail claim`: take an item on, or give it back.
package struct ItemClaim: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "claim", abstract: "Take an item on, or give it back.",
        discussion: "Example:  rail claim 7f3k --over")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Flag(help: "Take it from whoever has it.") package var over = false
    @Flag(help: "Give it back.") package var release = false

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("claim") { writing in
            let item = try writing.find(id, .item)
            if release {
                try writing.draft.release(claimOn: item)
                writing.say(["given back"], of: item)
            } else {
                try writing.draft.claim(item, for: writing.me, over: over)
                writing.say(["claimed by you"], of: item)
            }
        }
    }
}
