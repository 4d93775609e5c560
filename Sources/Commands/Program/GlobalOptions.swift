package import ArgumentParser
internal import Replication

/// The options that every command understands.
package struct GlobalOptions: ParsableArguments {
    @Flag(name: .long, help: "Answer as JSON in a versioned envelope.")
    package var json = false

    @Option(name: .long, help: "Show times in this zone; repeat for further columns.")
    package var tz: [String] = []

    @Flag(name: .long, help: "Use plain ASCII characters only.")
    package var ascii = false

    package init() {}
}
