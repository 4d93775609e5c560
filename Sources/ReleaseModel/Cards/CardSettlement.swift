/// The ways out of a card: the one command that settles it, and others that settle it differently.
package struct CardSettlement: Hashable, Sendable {
    package enum Way: Hashable, Sendable {
        /// What is in force stays.
        case accept
        /// One of the options is taken, counted from 1.
        case take(Int)
        /// A command that names what it acts on.
        case command(String)
    }

    package let first: Way
    package let others: [Way]

    package init(_ first: Way, otherwise others: [Way] = []) {
        self.first = first
        self.others = others
    }

    /// One of the options; all others are the other ways.
    package static func choice(_ options: [CardOption]) -> CardSettlement {
        guard let shown = options.firstIndex(where: \.isInForce) else { return .init(.accept) }
        return .init(
            .take(shown + 1),
            otherwise: options.indices.filter { $0 != shown }.map { .take($0 + 1) })
    }
}

extension CardSettlement.Way {
    /// The command in full, ready to be run; the card is named by its whole identifier.
    func command(card: String) -> String {
        switch self {
        case .accept: CommandText.line(["conflicts", "settle", card])
        case .take(let option):
            CommandText.line(["conflicts", "settle", card, "--take", String(option)])
        case .command(let text): text
        }
    }
}
