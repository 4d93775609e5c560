internal import Causality
internal import ReleaseModel

/// A burn-up as records: points of the past, the forecast, the finish, the departure.
struct BurnUpRecords {
    let burnUp: BurnUp
    let forecast: BurnUpForecast?
    let departure: BurnUpDeparture?
    let seed: UInt32

    var json: [JSONValue] { points + finish + leaving }

    private var leaving: [JSONValue] {
        guard let departure else { return [] }
        return [
            record(
                "departure", departure.date,
                [
                    ("id", .string(Crockford.text(departure.id))),
                    ("title", .string(departure.title)),
                    ("runs", .integer(runs.map { Int64($0) })),
                ])
        ]
    }

    /// In how many of the runs all is done by the departure.
    var runs: Int? {
        guard let departure, let forecast else { return nil }
        return forecast.runs(within: departure.date.dayNumber - burnUp.last.dayNumber)
    }

    func date(_ days: Int?) -> CivilDate? { days.flatMap { burnUp.last.adding(days: $0) } }

    /// A point a day.
    private var points: [JSONValue] {
        (0..<burnUp.days).compactMap { day in
            burnUp.first.adding(days: day).map { date in
                record(
                    "point", date,
                    [
                        ("scope", .number(Int64(burnUp.scope[day]))),
                        ("done", .number(Int64(burnUp.done[day]))),
                        ("added", .number(Int64(burnUp.added[day]))),
                        ("removed", .number(Int64(burnUp.removed[day]))),
                    ])
            }
        }
    }

    private var finish: [JSONValue] {
        guard let forecast else { return [] }
        return [
            record(
                "forecast", date(forecast.likely),
                [
                    ("early", .text(date(forecast.early)?.description)),
                    ("likely", .text(date(forecast.likely)?.description)),
                    ("late", .text(date(forecast.late)?.description)),
                    ("remaining", .number(Int64(forecast.left))), ("seed", .number(Int64(seed))),
                    ("runs", .number(Int64(BurnUpForecast.runs))),
                    ("unitDays", .number(Int64(forecast.unit))),
                    ("past", .array(forecast.past.map { .number(Int64($0)) })),
                ])
        ]
    }

    private func record(
        _ kind: String, _ date: CivilDate?, _ members: [(String, JSONValue)]
    ) -> JSONValue {
        .object([("kind", .string(kind)), ("date", .text(date?.description))] + members)
    }
}
