package import ArgumentParser

/// The options of every command that writes: those of all commands, and a trial.
package struct WriteOptions: ParsableArguments {
    @OptionGroup package var everywhere: GlobalOptions

    @Flag(name: .long, help: "Say what would change, and write nothing.")
    package var dryRun = false

    package init() {}
}
