import Causality
import Lattice

/// Writes what a document says in one field as a line of text, so that a test can show it.
enum Notation {
    static func line(_ document: Document, _ kind: FieldKind?) -> String {
        let address = CellAddress(FieldSample.number)
        switch kind {
        case .register, .contestedRegister, .composite, .rank:
            return register(document.register(address))
        case .addWinsSet:
            return document.addWinsSet(address).values.map(text).joined(separator: " ")
        case .removeWinsSet:
            return document.removeWinsSet(FieldSample.number).values.map(text).sorted()
                .joined(separator: " ")
        case .growOnlyLog:
            return document.growOnlyLog(address).values.map(text).joined(separator: " ")
        case .counter:
            return "\(document.counter(address).value)"
        case .text:
            return document[address]?.text?.reading.string ?? ""
        case .keyedMap(let fields):
            return document.keyedMap(FieldSample.number).records.flatMap { record in
                fields.sorted { $0.key < $1.key }.compactMap { subfield, kind -> String? in
                    guard let cell = record[subfield] else { return nil }
                    let reading =
                        cell.guarded.map { guarded($0, kind) }
                        ?? register(record.register(subfield))
                    return "\(record.key).\(subfield)=\(reading)"
                }
            }.joined(separator: " ")
        case .safety, .brake, .stateMachine, .grantOnly, .immutable:
            return guarded(document[address]?.guarded ?? Guarded(), kind ?? .register)
        case nil:
            let live = document[address]?.siblings?.ids ?? []
            return "\(live) unknown \(document.unknown.map(\.id))"
        }
    }

    static func text(_ value: Value) -> String {
        switch value {
        case .text(let text): text.string
        case .integer(let number): "\(number)"
        case .list(let values): "(\(values.map(Self.text).joined(separator: ",")))"
        default: "-"
        }
    }

    private static func register(_ register: Register) -> String {
        let live = register.siblings.writes.map { text($0.value) }.joined(separator: "|")
        return "\(register.value.map(text) ?? "-") of \(live)"
            + (register.isContested ? " contested" : "")
    }

    private static func guarded(_ guarded: Guarded, _ kind: FieldKind) -> String {
        let voids = guarded.voids.map { "\($0.write.id):\($0.reason)" }.joined(separator: " ")
        return "\(guarded.reading(kind: kind).map(text) ?? "-") live \(guarded.ids) void [\(voids)]"
    }
}
