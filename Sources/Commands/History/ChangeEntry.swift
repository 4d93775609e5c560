internal import Causality

/// One change of the log, or that part of it which is about some things.
struct ChangeEntry {
    let change: String
    let dot: Dot
    let milliseconds: Int64
    let author: String
    let things: [Thing]

    var json: JSONValue { json(adding: []) }

    func json(adding members: [(String, JSONValue)]) -> JSONValue {
        .object(
            [
                ("change", .string(change)), ("at", .number(milliseconds)),
                ("by", .string(author)),
                ("what", .string(things.map(\.line).joined(separator: "; "))),
                ("things", .array(things.map(\.json))),
            ] + members)
    }

    /// What a change wrote to one thing.
    struct Thing {
        let id: EntityID
        let name: String
        let writes: [WriteText]

        var line: String { "\(name)  \(written)" }

        var written: String { writes.map(\.line).joined(separator: ", ") }

        var json: JSONValue {
            .object([
                ("id", .string(Crockford.text(id))), ("name", .string(name)),
                ("writes", .array(writes.map(\.json))),
            ])
        }
    }
}

// How it is told to people.

extension ChangeEntry {
    /// Who and when on a line, then each thing with what was written to it.
    func print(_ session: Session) {
        printHead(session)
        for thing in things { Self.print(thing, session.output) }
    }

    /// The same with every value in full, what stood before and what does since below each other.
    func printDifferences(_ session: Session, naming isNaming: Bool = true) {
        let output = session.output
        printHead(session)
        for thing in things {
            if isNaming { output.text(thing.name, indent: 2) }
            for write in thing.writes {
                output.text(write.heading, indent: isNaming ? 4 : 2)
                for line in write.differences {
                    output.text(line.text, indent: isNaming ? 4 : 2, style: line.style)
                }
            }
        }
    }

    private func printHead(_ session: Session) {
        session.output.line(
            session.output.terminal.styled(
                SafeText.line("\(change)  \(session.local(milliseconds))  \(author)"), .dim))
    }

    /// The name and the writes on one line where they fit, else on lines of their own.
    private static func print(_ thing: Thing, _ output: Output) {
        let line = "  " + SafeText.line(thing.line)
        guard let width = output.terminal.width, TextWidth.of(line) > width else {
            output.line(line)
            return
        }
        output.line("  " + TextWidth.fitted(SafeText.line(thing.name), to: width - 2))
        for line in TextWidth.wrapped(SafeText.line(thing.written), to: width - 4) {
            output.line("    " + line)
        }
    }
}

extension ChangeEntry {
    /// Who and when on a line, below it each write in full; the thing itself is not named again.
    func printWords(_ session: Session, of subject: EntityID) {
        printHead(session)
        for thing in things {
            if thing.id != subject { session.output.text(thing.name, indent: 2) }
            for write in thing.writes where thing.id == subject {
                session.output.text(write.words, indent: 2)
            }
        }
    }
}
