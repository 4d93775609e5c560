internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// A card in words: what clashes, what is in force, and the commands that settle it.
struct CardText {
    let view: ReplicaView
    let session: Session
    private let finder: EntityFinder
    private let names: CardNames

    init(_ view: ReplicaView, _ session: Session) throws {
        self.view = view
        self.session = session
        finder = EntityFinder(view)
        names = try CardNames(view)
    }

    func name(_ card: Card) -> String { names.short(card.id) }

    func name(_ id: EntityID) throws -> String {
        let shown = finder.shown(id)
        guard let document = try view.document(id) else { return shown }
        if document.entityKind == .edge { return "\(try relation(document)) (\(shown))" }
        return document.title.map { "\($0) (\(shown))" } ?? shown
    }

    /// What kind of clash it is, and in which field where the kind does not say that.
    func heading(_ card: Card) -> String {
        switch card.kind {
        case .edits, .contested, .step, .grant:
            card.kind.heading + (card.field.map { " · \($0)" } ?? "")
        case .claim, .archive, .blocking, .loop, .freeze, .window, .order, .name, .merge,
            .redirect, .fork:
            card.kind.heading
        }
    }

    /// A command with its identifiers as short as they may be typed.
    func short(_ command: String, of card: Card) throws -> String {
        try command.split(separator: " ", omittingEmptySubsequences: false).map { word in
            guard let id = ReplicaView.identifier(String(word)) else { return String(word) }
            if id == card.id { return name(card) }
            return try view.document(id) == nil ? String(word) : finder.shown(id)
        }.joined(separator: " ")
    }

    /// What an option says, with the thing that it says it of where the card is about several.
    func value(_ option: CardOption, of card: Card) throws -> String {
        if card.kind == .fork {
            let count = option.value.integerValue ?? 1
            return "went on with \(count) change\(count == 1 ? "" : "s")"
        }
        guard let document = try view.document(option.subject) else { return "" }
        if document.entityKind == .edge { return try relation(document) }
        let value = try value(option, in: document, of: card)
        guard card.options.contains(where: { $0.subject != option.subject }) else { return value }
        let title = document.title ?? finder.shown(option.subject)
        return switch card.kind {
        case .name: try name(option.subject)
        case .loop: "\(title) below \(value)"
        case .merge, .redirect: "\(title) is \(value)"
        case .edits, .contested, .claim, .archive, .step, .grant, .blocking, .freeze, .window,
            .order, .fork:
            "\(title): \(value)"
        }
    }

    private func value(
        _ option: CardOption, in document: Document, of card: Card
    ) throws -> String {
        let cell = document.cells.first { cell in
            cell.value.live.contains { $0.id == option.operation }
                || cell.value.guarded?.outstanding.contains { $0.write.id == option.operation }
                    ?? false
                || cell.value.text?.edits.contains { $0.id == option.operation } ?? false
        }
        guard let cell, let field = document.schema?.field(cell.key.field) else {
            return "made it"
        }
        let below = field.subfields.first { $0.number == cell.key.subfield }
        let name = below.map { "\(field.name).\($0.name)" } ?? field.name
        let output = FieldOutput { id in (try? self.name(id)) ?? finder.shown(id) }
        let text =
            cell.value.text == nil ? output.text(option.value, for: below ?? field) : "edited"
        let said = text.isEmpty ? "none" : text
        return name == card.field || card.kind == .redirect ? said : "\(name): \(said)"
    }

    private func relation(_ edge: Document) throws -> String {
        let ends = try [Edge.source, Edge.target].map { field in
            try edge.value(field)?.entityValue.map(name) ?? "?"
        }
        return "\(ends[0]) \(edge.string(Edge.kind) ?? "?") \(ends[1])"
    }

    func author(_ member: MemberID) throws -> String {
        let id = EntityID(high: member.high, low: member.low)
        return try view.document(id)?.title ?? finder.shown(id)
    }

    /// Who, when in every zone asked for, and in which change: that names the replica too.
    func origin(_ option: CardOption) throws -> String {
        let dot = option.operation.dot
        return "\(try author(option.author)), \(time(option.stamp)), "
            + "change \(dot.stream.description.prefix(8))@\(dot.sequence)"
    }

    private func time(_ stamp: HybridTimestamp) -> String {
        let minutes = Int(clamping: stamp.milliseconds / 60_000)
        return session.zones.compactMap { zone in
            session.environment.zones.local(of: minutes, in: zone).map {
                "\($0.date) \($0.time) \(zone)"
            }
        }.joined(separator: " = ")
    }

    /// Who has seen the card, and what they think of it.
    func acknowledgements(of card: Card) throws -> [String] {
        try (view.document(card.id)?.entries(CardRecord.acknowledged) ?? []).map { write in
            "\(try author(write.author)), \(time(write.stamp)): \(write.value.string ?? "")"
        }
    }

    func json(_ card: Card) throws -> JSONValue {
        .object([
            ("id", .string(Crockford.text(card.id))), ("short", .string(name(card))),
            ("kind", .string(card.kind.rawValue)), ("heading", .string(card.kind.heading)),
            ("subjects", .array(card.subjects.map { .string(Crockford.text($0)) })),
            ("titles", .array(try card.subjects.map { .text(try view.document($0)?.title) })),
            ("field", .text(card.field)), ("reading", .string(card.reading)),
            ("options", .array(try card.options.map { try json($0, of: card) })),
            ("settle", .string(card.settle)),
            ("alternatives", .array(card.alternatives.map(JSONValue.string))),
            ("acknowledged", .array(try acknowledgements(of: card).map(JSONValue.string))),
        ])
    }

    private func json(_ option: CardOption, of card: Card) throws -> JSONValue {
        .object([
            ("subject", .string(Crockford.text(option.subject))),
            ("value", .string(try value(option, of: card))),
            ("by", .string(try author(option.author))),
            ("at", .number(Int64(clamping: option.stamp.milliseconds))),
            (
                "change",
                .string("\(option.operation.dot.stream)@\(option.operation.dot.sequence)")
            ), ("inForce", .bool(option.isInForce)),
        ])
    }

    /// The card that a text names by a prefix of its identifier.
    func find(_ text: String) throws -> Card {
        let prefix = Crockford.normalized(text) ?? text
        let found = names.beginning(prefix)
        guard found.count == 1, prefix.count >= EntityFinder.prefixLengthMin,
            let card = try view.card(found[0])
        else {
            throw CommandFailure(
                found.count > 1 ? "ambiguous" : "not-found",
                found.count > 1
                    ? "“\(text)” begins \(found.count) cards." : "There is no card “\(text)”.",
                hint: "`rail conflicts` lists them; a settled card is gone.", status: .absent)
        }
        return card
    }
}
