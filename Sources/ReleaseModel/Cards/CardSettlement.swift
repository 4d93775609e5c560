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
    /// Other ways in the order in which they are said, where they are not just all other options.
    private let listed: [Way]
    /// How many options there are, where the first way takes one of them and the other ways the others.
    private let optionCount: Int

    package init(_ first: Way, otherwise others: [Way] = []) {
        self.first = first
        listed = others
        optionCount = 0
    }

    private init(taking option: Int, of optionCount: Int) {
        first = .take(option)
        listed = []
        self.optionCount = optionCount
    }

    package var others: [Way] {
        guard optionCount > 0, case .take(let taken) = first else { return listed }
        return (1...optionCount).filter { $0 != taken }.map { .take($0) }
    }

    /// One of the options; all others are the other ways.
    package static func choice(_ options: [CardOption]) -> CardSettlement {
        guard let shown = options.firstIndex(where: \.isInForce) else { return .init(.accept) }
        return .init(taking: shown + 1, of: options.count)
    }

    package static func == (left: CardSettlement, right: CardSettlement) -> Bool {
        left.first == right.first && left.others == right.others
    }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(first)
        hasher.combine(others)
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
