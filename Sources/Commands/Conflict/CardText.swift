internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// A card in words: what clashes, what is in force, and the command that settles it.
struct CardText {
    let view: ReplicaView
    let session: Session
    private let finder: EntityFinder

    init(_ view: ReplicaView, _ session: Session) {
        self.view = view
        self.session = session
        finder = EntityFinder(view)
    }

    func name(_ id: EntityID) throws -> String {
        let shown = finder.shown(id)
        return try view.document(id)?.title.map { "\($0) (\(shown))" } ?? shown
    }

    func settle(_ card: Card) -> String { card.settle }

    func value(_ option: CardOption, of card: Card) throws -> String {
        let document = try card.subjects.first.flatMap { try view.document($0) }
        let field = card.field.flatMap { name in document?.schema?.field(named: name) }
        let output = FieldOutput { id in (try? name(id)) ?? finder.shown(id) }
        return field.map { output.text(option.value, for: $0) } ?? ""
    }

    func author(_ option: CardOption) throws -> String {
        let id = EntityID(high: option.author.high, low: option.author.low)
        return try view.document(id)?.title ?? finder.shown(id)
    }

    func json(_ card: Card) throws -> JSONValue {
        .object([
            ("id", .string(Crockford.text(card.id))), ("kind", .string(card.kind.rawValue)),
            ("subjects", .array(card.subjects.map { .string(Crockford.text($0)) })),
            ("titles", .array(try card.subjects.map { .text(try view.document($0)?.title) })),
            ("field", .text(card.field)), ("reading", .string(card.reading)),
            (
                "options",
                .array(
                    try card.options.map { option in
                        .object([
                            ("value", .string(try value(option, of: card))),
                            ("by", .string(try author(option))),
                            ("at", .number(Int64(clamping: option.stamp.milliseconds))),
                            ("inForce", .bool(option.isInForce)),
                        ])
                    })
            ),
            ("settle", .string(settle(card))),
        ])
    }

    /// The card that a text names by a prefix of its identifier.
    func find(_ text: String) throws -> Card {
        let prefix = Crockford.normalized(text) ?? text
        let found = try view.cards().filter { Crockford.text($0.id).hasPrefix(prefix) }
        guard found.count == 1, prefix.count >= EntityFinder.prefixLengthMin else {
            throw CommandFailure(
                found.count > 1 ? "ambiguous" : "not-found",
                found.count > 1
                    ? "“\(text)” begins \(found.count) cards." : "There is no card “\(text)”.",
                hint: "`rail conflicts` lists them.", status: .absent)
        }
        return found[0]
    }
}
