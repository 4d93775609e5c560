internal import Causality
internal import ReleaseModel
internal import Replication

/// Gathers from the tables what the urgency of items is computed from.
struct UrgencyReading {
    private let environment: ReplicaEnvironment
    private let reader: String
    let now: Int
    /// When milestones, trains and releases are due, by identifier.
    private var plans: [String: Int] = [:]
    /// Many items share a date, and each has to be found in a zone.
    private var dates: [String: Int?] = [:]

    init(_ view: ReplicaView, _ environment: ReplicaEnvironment) throws {
        self.environment = environment
        reader = try OpenItems.reader(view)
        now = Int(clamping: environment.clock() / 60_000)
        let plans = try view.query(
            """
            SELECT id, when_ AS date FROM milestone WHERE when_ IS NOT NULL AND archived = 0
            UNION ALL
            SELECT id, departure FROM train WHERE departure IS NOT NULL AND archived = 0
            UNION ALL
            SELECT id, window FROM "release" WHERE window IS NOT NULL AND archived = 0
            """)
        for plan in plans {
            guard let id = plan.text("id"), let text = plan.text("date") else { continue }
            self.plans[id] = minute(of: text)
        }
    }

    mutating func urgency(of record: Record) -> Urgency {
        Urgency(
            of: facts(
                record, blockers: Int(record.integer("blockers") ?? 0),
                waiting: Int(record.integer("waiting") ?? 0)), at: now)
    }

    mutating func urgency(of record: Record, blockers: Int, waiting: Int) -> Urgency {
        Urgency(of: facts(record, blockers: blockers, waiting: waiting), at: now)
    }

    func holder(_ record: Record) -> Holder {
        guard let assignee = record.text("assignee"), !assignee.isEmpty else { return .nobody }
        return assignee == reader ? .reader : .another
    }

    private mutating func facts(_ record: Record, blockers: Int, waiting: Int) -> UrgencyFacts {
        UrgencyFacts(
            state: record.text("state") ?? "", priority: record.text("priority"),
            type: record.text("type"), due: record.text("due").flatMap { known($0) },
            plan: ["milestone", "train", "release"].compactMap { column in
                record.text(column).flatMap { plans[$0] }
            }.min(),
            created: Int(clamping: (record.integer("created_at") ?? 0) / 60_000),
            holder: holder(record), blockers: blockers, waiting: waiting)
    }

    private mutating func known(_ text: String) -> Int? {
        if let known = dates[text] { return known }
        let minute = minute(of: text)
        dates[text] = .some(minute)
        return minute
    }

    /// The minute after a point of time, and the first of a window: what is late then.
    private func minute(of text: String) -> Int? {
        if let moment = Moment(text) {
            return moment.end(environment.zones, reader: environment.zone)
        }
        return Window(text)?.start.start(environment.zones, reader: environment.zone)
    }
}
