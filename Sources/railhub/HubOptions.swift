import ArgumentParser
import Coordination

/// Which hub a command is about.
struct HubOptions: ParsableArguments {
    @Option(name: .long, help: "The hub's directory.")
    var dir: String

    var directory: HubDirectory { HubDirectory(dir) }
}
