package import ArgumentParser

extension CommandConfiguration {
    /// A command that does something, as against a noun that holds commands.
    ///
    /// To say that it stands under another spares the parser its search for a request of completion
    /// scripts, a third of the time of parsing; only the root is ever asked for those.
    package init(verb: String, abstract: String, discussion: String) {
        self.init(
            commandName: verb, _superCommandName: "rail", abstract: abstract, discussion: discussion
        )
    }
}
