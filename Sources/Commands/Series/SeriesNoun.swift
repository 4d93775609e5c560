package import ArgumentParser
package import ReleaseModel

/// `rail series`.
package struct SeriesNoun: Noun {
    package static let kind = EntityKind.series
    package static let about = "A rule that yields calendar entries"
    package static let example =
        "rail series new Sync first:2026-11-02T09:00..2026-11-02T09:30@UTC rule:FREQ=WEEKLY"
    package static let change = "kind:ritual"
    package static let listed = [Series.first, Series.rule]
    package static let place = [Series.first]
    package static let furtherVerbs: [any ParsableCommand.Type] = [
        SeriesDates.self, SeriesReschedule.self, SeriesSkip.self, SeriesRestore.self,
    ]

    package init() {}
}
