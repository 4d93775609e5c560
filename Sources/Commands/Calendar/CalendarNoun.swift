package import ArgumentParser

/// `rail cal`: one calendar of everything that has a date.
package struct CalendarNoun: ParsableCommand {
    package static let configuration = CommandConfiguration(
        commandName: "cal", abstract: "Show the calendar, in as many zones as you like.",
        discussion: "Example:  rail cal month 2026-12 --tz Asia/Tokyo --tz America/Recife",
        subcommands: [CalendarMonth.self, CalendarAgenda.self, CalendarTimeline.self],
        defaultSubcommand: CalendarMonth.self)

    package init() {}
}
