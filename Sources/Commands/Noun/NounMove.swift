package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail NOUN move`: change when or where one is.
package struct NounMove<N: Noun>: RailCommand {
    package static var configuration: CommandConfiguration {
        CommandConfiguration(
            verb: "move",
            abstract: "Change where one stands: \(N.place.map(\.name).joined(separator: ", ")).",
            discussion: "Example:  \(N.typed("move")) 7f3k \(example)")
    }

    @OptionGroup package var options: WriteOptions
    @Argument(help: "Its id, at least four characters of it, or its name.") package var id: String
    @Argument(parsing: .allUnrecognized, help: "The new place, as field:value.")
    package var words: [String] = []

    package init() {}

    package func run(in surroundings: Surroundings) throws {
        try FieldChange(N.self, verb: "move", id: id, words, among: N.place)
            .run(try Writer(options, surroundings))
    }

    private static var example: String {
        guard let field = N.place.first else { return "" }
        return switch field.type {
        case .moment: "\(field.name):2026-11-12T16:00@Europe/Prague"
        case .window: "\(field.name):2026-11-12T16:00..2026-11-12T18:00@Europe/Prague"
        case .zone: "\(field.name):Asia/Tokyo"
        default: "\(field.name):2m9q"
        }
    }
}
