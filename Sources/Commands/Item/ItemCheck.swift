package import ArgumentParser
internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// `rail check`: what must hold before an item counts as done.
package struct ItemCheck: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "check", abstract: "Add, tick or drop what must hold before it is done.",
        discussion: """
            `rail show` counts the checks. Who unticks one wins over who ticks it at the same time.
            Example:  rail check 7f3k "Works with a screen reader"
            Example:  rail check 7f3k --done 1
            """)

    @OptionGroup package var options: WriteOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String
    @Argument(help: "The text of a new check.") package var text: [String] = []
    @Option(help: "Tick this check; may be repeated.") package var done: [Int] = []
    @Option(help: "Take the tick of this check back; may be repeated.") package var undone: [Int] =
        []
    @Option(help: "Take this check away; may be repeated.") package var drop: [Int] = []

    package init() {}

    package func validate() throws {
        guard !text.isEmpty || !(done + undone + drop).isEmpty else {
            throw ValidationError("Give the text of a new check, or --done, --undone, --drop N.")
        }
    }

    package func run(in surroundings: Surroundings) throws {
        try Writer(options, surroundings).run("check") { writing in
            let item = try writing.find(id, .item)
            let checks = AcceptanceCheck.all(of: try writing.draft.existing(item))
            for number in done + undone {
                let check = try Self.check(number, of: checks)
                let isDone = done.contains(number)
                try writing.draft.tick(check.key, of: item, isDone: isDone)
                writing.say(["\(isDone ? "done" : "not done"): \(check.text)"], of: item)
            }
            for number in drop {
                let check = try Self.check(number, of: checks)
                try writing.draft.dropCheck(check.key, of: item)
                writing.say(["dropped: \(check.text)"], of: item)
            }
            guard !text.isEmpty else { return }
            let value = try writing.value(text.joined(separator: " "), for: Item.acceptanceText)
            try writing.draft.addCheck(value, to: item)
            writing.say(["check \(checks.count + 1 - drop.count): \(value.string ?? "")"], of: item)
        }
    }

    private static func check(_ number: Int, of checks: [AcceptanceCheck]) throws -> AcceptanceCheck
    {
        guard checks.indices.contains(number - 1) else {
            throw CommandFailure(
                "not-found", "There is no check \(number).",
                hint: checks.isEmpty
                    ? "The item has none yet." : "They are 1 to \(checks.count): rail show ID",
                status: .absent)
        }
        return checks[number - 1]
    }
}
