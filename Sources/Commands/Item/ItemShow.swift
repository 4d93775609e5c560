package import ArgumentParser

/// `rail show`: show everything that is known of an item.
package struct ItemShow: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show everything that is known of an item.",
        discussion: "Example:  rail show 7f3k")

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "The item's id, at least four characters of it.") package var id: String

    package init() {}

    package func run() throws {
        var show = NounShow<ItemNoun>()
        show.options = options
        show.id = id
        try show.run()
    }
}
