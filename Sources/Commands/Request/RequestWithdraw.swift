package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail requests withdraw`: ask no longer.
package struct RequestWithdraw: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "withdraw", abstract: "Ask no longer for a step.",
        discussion: "Example:  rail requests withdraw 5c2w")

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The request's id, at least four characters of it.") package var id: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("requests.withdraw") { writing in
            let request = try writing.find(id, .request)
            try writing.draft.archive(request)
            writing.say(["asked no longer"], of: request)
        }
    }
}
