package import ArgumentParser
internal import ReleaseModel

/// `rail completion`: the script by which a shell completes the words of `rail`.
package struct CompletionPrint: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "completion", abstract: "Print the script by which a shell completes what you type.",
        discussion: """
            Ids with their titles, states, teams, labels, fields and their values come live from the workspace.
            bash:  rail completion bash > ~/.local/share/bash-completion/completions/rail
            zsh:   rail completion zsh > a folder of $fpath, as _rail
            fish:  rail completion fish > ~/.config/fish/completions/rail.fish
            Example:  rail completion bash
            """)

    @OptionGroup package var options: GlobalOptions
    @Argument(help: "bash, zsh or fish.") package var shell: String

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        guard let shell = CompletionShell(rawValue: shell) else {
            let near = WordChoice(CompletionShell.names).near(shell)
            throw CommandFailure(
                "unknown-shell", "There is no completion for “\(shell)”.",
                hint: near.isEmpty
                    ? "There is one for \(CompletionShell.names.joined(separator: ", "))."
                    : "Did you mean \(near.joined(separator: " or "))?", status: .usage)
        }
        if session.output.isJSON {
            try session.output.envelope(
                "completion", nil,
                .object([("shell", .string(shell.rawValue)), ("script", .string(shell.script))]))
        } else {
            surroundings.write(shell.script)
        }
    }
}
