internal import ReleaseModel
internal import Replication

/// One card in full: both values, who, when, where, what is in force and why, and the ways out.
struct CardPage {
    let card: Card
    let text: CardText
    private var session: Session { text.session }

    /// The page, line by line, no wider than the terminal.
    func lines() throws -> [String] {
        var lines = [
            "\(text.heading(card))   card \(text.name(card))"
        ]
        for subject in card.subjects { lines.append("  " + (try text.name(subject))) }
        if !card.options.isEmpty { lines.append("") }
        for (index, option) in card.options.enumerated() {
            let mark = option.isInForce ? "*" : " "
            lines.append("\(mark) \(index + 1). \(try text.value(option, of: card))")
            lines.append("     \(try text.origin(option))")
        }
        lines.append("")
        if card.options.contains(where: \.isInForce) { lines.append("* in force now") }
        lines += paragraph("why:    ", card.reading)
        lines += try free()
        for (index, command) in ([card.settle] + card.alternatives).enumerated() {
            lines.append(
                (index == 0 ? "settle: " : "or:     ") + (try text.short(command, of: card)))
        }
        lines += try text.acknowledgements(of: card).map { "seen:   \($0)" }
        return lines.map { SafeText.line($0) }
    }

    /// The proposed window in every zone that it touches.
    private func free() throws -> [String] {
        let words = card.settle.split(separator: " ")
        guard card.kind == .freeze,
            let word = words.first(where: { $0.hasPrefix("window:") }),
            let window = Window(word.dropFirst("window:".count))
        else { return [] }
        var zones = session.zones
        for zone
            in (card.options.compactMap { Window($0.value)?.start.zone }
            + [window.start.zone].compactMap { $0 }) where !zones.contains(zone)
        {
            zones.append(zone)
        }
        let civil = CivilText(zones: session.environment.zones)
        return zones.filter { session.environment.zones.isKnown($0) }.enumerated().map { entry in
            (entry.offset == 0 ? "free:   " : "        ")
                + "\(civil.span(window, in: entry.element)) \(entry.element)"
        }
    }

    private func paragraph(_ head: String, _ body: String) -> [String] {
        let width = max(20, (session.output.terminal.width ?? 80) - head.count)
        var lines: [String] = []
        var line = ""
        for word in body.split(separator: " ") {
            if !line.isEmpty, line.count + word.count + 1 > width {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        lines.append(line)
        let indent = String(repeating: " ", count: head.count)
        return lines.enumerated().map { ($0.offset == 0 ? head : indent) + $0.element }
    }
}
