internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// A point in the past as people type it.
///
///     30min 2h 3d 2w 1m 1y (so long ago) · 16:00 (today) · yesterday · fri (the last one) · 2026-11-12
///     yesterday 16:00 · 2026-11-12T16:00@Europe/Berlin
struct PastPoint {
    /// What `hint` of a failed input shows.
    static let examples = "2h, 3d, yesterday, fri, 2026-11-12, 2026-11-12T16:00"

    /// The first millisecond of what was typed.
    let start: UInt64
    /// The last one: of the day, or of the minute that `rail log` would show.
    let end: UInt64

    init(_ text: String, _ environment: ReplicaEnvironment) throws {
        let now = environment.clock()
        if let ago = Self.ago(text) {
            guard ago < now else { throw Self.failure(text) }
            start = now - ago
            end = now - ago
            return
        }
        guard let today = environment.now?.date else {
            throw CommandFailure("no-date", "The clock shows no date.", hint: "Set RAIL_CLOCK.")
        }
        let input = FieldInput(
            today: today, zone: environment.zone, zones: environment.zones
        ) { _, text in throw Self.failure(text) }
        let value: Moment?
        do {
            value = Moment(try input.value(Self.backwards(text), for: Self.field))
        } catch DomainFailure.invalid(let sentence, _) {
            throw Self.failure(text, sentence)
        }
        guard let value,
            let first = value.start(environment.zones, reader: environment.zone),
            let next = value.end(environment.zones, reader: environment.zone), first > 0
        else { throw Self.failure(text) }
        start = UInt64(first) * 60_000
        end = UInt64(first == next ? next + 1 : next) * 60_000 - 1
        guard start <= now else {
            throw CommandFailure(
                "not-past", "“\(text)” lies ahead.", hint: "Write \(Self.examples).",
                status: .usage)
        }
    }

    /// The field that a typed time is read for: what it says of itself when it cannot be read.
    private static let field = FieldDefinition(1, "a point in the past", .composite, .moment)

    /// Minutes and hours, which no date has.
    private static func ago(_ text: String) -> UInt64? {
        for (unit, milliseconds) in [("min", UInt64(60_000)), ("h", 3_600_000)]
        where text.hasSuffix(unit) {
            guard let count = UInt64(text.dropLast(unit.count)), count <= DateWords.countMax
            else { continue }
            return count * milliseconds
        }
        return nil
    }

    /// The words that point ahead where a date is planned, turned to the past.
    private static func backwards(_ text: String) -> String {
        let word = text.prefix { $0 != " " && $0 != "T" && $0 != "@" }
        let rest = text.dropFirst(word.count)
        if word.first?.isNumber == true, word.contains(":"), rest.isEmpty || rest.first == "@" {
            return "today \(text)"
        }
        if word.first?.isNumber == true, let unit = word.last, "dwmy".contains(unit) {
            return "-\(text)"
        }
        let weekday = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"].contains {
            word.lowercased().hasPrefix($0)
        }
        return weekday ? "last-\(text)" : text
    }

    private static func failure(_ text: String, _ sentence: String? = nil) -> CommandFailure {
        CommandFailure(
            "invalid-time",
            sentence ?? "“\(TextRules.shown(text))” is no point in the past.",
            hint: "Write \(examples).", status: .usage)
    }
}
