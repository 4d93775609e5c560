internal import ArgumentParser
package import ReleaseModel

/// `rail entry`.
package struct EntryNoun: Noun {
    package static let kind = EntityKind.entry
    package static let about = "Something on the calendar"
    package static let example =
        "rail entry new \"Go decision\" when:2026-11-11T15:00@Europe/Prague"
    package static let change = "kind:ritual"
    package static let listed = [CalendarEntry.when, CalendarEntry.kind, CalendarEntry.state]
    package static let place = [CalendarEntry.when]

    package init() {}
}
