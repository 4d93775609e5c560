import Foundation
import Importing
import Testing

/// What a series said of a deliverable: the attributes of a service that bear the series' name.
private struct Part {
    let series: String
    let deliverable: String
    let service: ImportRecord

    func text(_ name: String) -> String? { service.text("attributes.\(series)/\(name)") }

    func list(_ name: String) -> [String] { service.list("attributes.\(series)/\(name)") }

    static func all(in services: [ImportRecord]) -> [Part] {
        services.flatMap { service in
            service.fields.keys.filter { $0.hasSuffix("/type") }.map { name in
                let series = name.split(separator: "/")[0].split(separator: ".")[1]
                return Part(series: String(series), deliverable: service.key, service: service)
            }
        }
    }
}

/// Holds an import of real release records against counts that another program made of them.
struct OpenStackTests {
    /// Built once and only read.
    private struct Subject: @unchecked Sendable {
        let source: ImportedSource
        let counts: [String: Any]
        let parts: [Part]
        let releases: [ImportRecord]
        let series: [String]
    }

    private static let reading = Result<Subject?, any Error> {
        guard let folder = SharedData.folder("openstack-releases"),
            let counts = try SharedData.counts("openstack-releases")
        else { return nil }
        let source = try ImportedSource(map: "openstack-releases.yaml", folder: folder)
        let parts = Part.all(in: source.all("service"))
        return Subject(
            source: source, counts: counts, parts: parts, releases: source.all("release"),
            series: Set(parts.map(\.series)).sorted())
    }

    private func expect(_ value: some Equatable, _ counts: [String: Any]?, _ key: String) {
        guard let counts else {
            Issue.record("no counts to compare with")
            return
        }
        if let number = value as? Int {
            #expect(number == counts[key] as? Int, "\(key)")
        } else if let table = value as? [String: Int] {
            #expect(table == counts[key] as? [String: Int], "\(key)")
        } else if let list = value as? [String] {
            #expect(list == counts[key] as? [String], "\(key)")
        } else {
            Issue.record("\(key) has no type that counts have")
        }
    }

    private func compare(
        _ parts: [Part], _ releases: [ImportRecord], _ counts: [String: Any]?
    ) {
        expect(parts.count, counts, "deliverables")
        expect(Set(parts.compactMap { $0.text("team") }).count, counts, "teams")
        expect(releases.count, counts, "releases")
        expect(
            releases.compactMap { $0.text("kind") }.tally(), counts,
            "releases_by_kind")
        let projects = releases.map { $0.list("attributes.projects") }
        expect(projects.joined().count, counts, "release_project_rows")
        expect(projects.count { $0.count > 1 }, counts, "releases_of_several_repositories")
        let repositories = Set(projects.joined().compactMap { $0.split(separator: " ").first })
        expect(repositories.count, counts, "repositories_released")
        let branches = parts.flatMap { $0.list("branches") }
        expect(branches.count, counts, "branches")
        expect(
            branches.compactMap { $0.split(separator: "/").first.map { String($0) } }.tally(),
            counts, "branches_by_kind")
        expect(
            parts.map { $0.list("highlights").count }.reduce(0, +), counts, "highlights")
        expect(parts.compactMap { $0.text("type") }.tally(), counts, "by_type")
        expect(
            parts.compactMap { $0.text("release-model") }.tally(), counts,
            "by_release_model")
    }

    @Test func `every count of all series together`() throws {
        guard let subject = try Self.reading.get() else { return }
        let total = subject.counts["total"] as? [String: Any]
        compare(subject.parts, subject.releases, total)
        expect(subject.source.all("service").count, total, "distinct_deliverable_names")
        expect(subject.source.all("team").count, total, "teams")
        #expect(subject.source.report.filesUnmatched.isEmpty)
        expect(
            subject.source.report.filesRead + subject.source.report.filesPassedOver,
            subject.counts, "files_on_disk")
    }

    @Test func `every count of each series`() throws {
        guard let subject = try Self.reading.get() else { return }
        let counts = subject.counts["series"] as? [String: [String: Any]]
        #expect(subject.series == counts?.keys.sorted())
        let parts = Dictionary(grouping: subject.parts, by: \.series)
        let releases = Dictionary(grouping: subject.releases) { $0.target("train") ?? "" }
        for series in subject.series {
            compare(parts[series] ?? [], releases[series] ?? [], counts?[series])
        }
    }

    @Test func `spot values, first and last release of some deliverables`() throws {
        guard let subject = try Self.reading.get() else { return }
        let spots = subject.counts["spots"] as? [String: [String: Any]] ?? [:]
        #expect(!spots.isEmpty)
        for (name, spot) in spots {
            let names = name.split(separator: "/").map { String($0) }
            let part = subject.parts.first { "\($0.series)/\($0.deliverable)" == name }
            #expect(part?.text("team") == spot["team"] as? String)
            #expect(part?.text("type") == spot["type"] as? String)
            #expect(part?.text("release-model") == spot["model"] as? String)
            #expect(part?.list("branches") == spot["branches"] as? [String])
            let releases = subject.releases
                .filter { $0.target("train") == names[0] && $0.target("service") == names[1] }
                .sorted { $0.origin.line < $1.origin.line }
            expect(releases.count, spot, "releases")
            for (release, key) in [(releases.first, "first"), (releases.last, "last")] {
                let expected = spot[key] as? [String: Any]
                #expect(release?.text("version") == expected?["version"] as? String)
                let projects = expected?["projects"] as? [[String: String]]
                let rows = projects?.map { "\($0["repo"] ?? "") \($0["hash"] ?? "")" }
                #expect(release?.list("attributes.projects") == rows)
            }
        }
    }

    @Test func `every count of the schedules`() throws {
        guard let subject = try Self.reading.get() else { return }
        let source = subject.source
        let weeks = source.all("entry").filter { $0.text("kind") == "week" }
        let teamEvents = source.all("entry").filter { $0.text("kind") == "team-event" }
        let events =
            source.all("milestone") + source.all("freeze")
            + source.all("entry").filter { $0.text("kind") == "event" }
        let total = subject.counts["schedules_total"] as? [String: Any]
        expect(weeks.count, total, "weeks")
        expect(events.count, total, "cross_project_events")
        expect(teamEvents.count, total, "team_events")
        let schedules = subject.counts["schedules"] as? [String: [String: Any]] ?? [:]
        #expect(schedules.keys.sorted() == subject.series)
        for (series, counts) in schedules {
            let ofSeries: (ImportRecord) -> Bool = {
                $0.target("train") == series || $0.list("scope") == ["train \(series)"]
            }
            let train = source.one("train", series)
            #expect(train?.text("attributes.start-week") == counts["start_week"] as? String)
            #expect(train?.text("attributes.release-week") == counts["release_week"] as? String)
            let own = weeks.filter(ofSeries)
            expect(own.count, counts, "weeks")
            expect(own.count { $0.text("attributes.week") != nil }, counts, "named_weeks")
            expect(events.filter(ofSeries).count, counts, "cross_project_events")
            expect(teamEvents.filter(ofSeries).count, counts, "team_events")
            compareEvents(
                (source.all("milestone") + source.all("freeze")).filter(ofSeries), counts)
        }
    }

    private func compareEvents(_ events: [ImportRecord], _ counts: [String: Any]) {
        let expected = counts["milestones_and_freezes"] as? [String: [[String: Any]]] ?? [:]
        let byKind = Dictionary(grouping: events) { $0.text("kind") ?? "" }
        #expect(Set(byKind.keys) == Set(expected.keys))
        for (kind, rows) in expected {
            let found = (byKind[kind] ?? [])
                .sorted {
                    ($0.text("attributes.start") ?? "") < ($1.text("attributes.start") ?? "")
                }
            #expect(
                found.map { $0.text("attributes.event") } == rows.map { $0["event"] as? String })
            #expect(found.map { $0.text("attributes.week") } == rows.map { $0["week"] as? String })
            #expect(
                found.map { $0.text("attributes.start") } == rows.map { $0["start"] as? String })
            #expect(found.map { $0.text("attributes.end") } == rows.map { $0["end"] as? String })
        }
    }

    @Test func `the status of every series`() throws {
        guard let subject = try Self.reading.get() else { return }
        let counts = subject.counts["series_status"] as? [String: Any]
        let trains = subject.source.all("train")
        expect(trains.count, counts, "series")
        expect(trains.compactMap { $0.text("status") }.tally(), counts, "by_status")
    }

    @Test func `dirty rows stay, and are reported where they are`() throws {
        guard let subject = try Self.reading.get() else { return }
        let source = subject.source
        let counts = subject.counts["dirty"] as? [String: Any]
        print(
            "openstack-releases: \(source.records.count) records, "
                + "\(source.report.problems.count) problems")
        let without = source.problems("without any release").map {
            $0.origin.file.split(separator: "/").dropFirst().joined(separator: "/")
                .replacing(".yaml", with: "")
        }
        expect(without.sorted(), counts, "deliverables_without_releases")
        let numbers = source.problems("given as a number").count
        let all = subject.parts.count { $0.text("storyboard") != nil }
        expect(["int": numbers, "str": all - numbers], counts, "storyboard_id_is")
        let maps = source.problems("a commit for each repository").count
        let versions = subject.parts.map { $0.list("branch-versions").count }
        expect(
            ["map repository to commit": maps, "one version": versions.reduce(0, +)], counts,
            "branch_location_is")
        for (field, key) in [
            ("team", "team_changed_between_series"), ("type", "type_changed_between_series"),
        ] {
            let said = Dictionary(grouping: subject.parts, by: \.deliverable)
            let changed = said.values.count {
                Set($0.compactMap { $0.text(field) }).count > 1
            }
            expect(changed, counts, key)
            let reported = source.report.problems.filter {
                $0.field == field && $0.reason.hasPrefix("service ")
            }
            let names = reported.map { $0.reason.split(separator: ":")[0] }
            expect(Set(names).count, counts, key)
        }
        expect(series(source.problems("Monday")), counts, "schedule_start_week_not_a_monday")
        expect(
            series(source.problems("no week of the schedule")), counts,
            "schedule_release_week_not_a_listed_week")
        expect(
            source.problems("a week without a name").count, counts, "schedule_weeks_without_name")
        #expect(source.problems("initial, dash, name").contains { $0.value.contains("_") })
        #expect(source.problems("points at nothing").isEmpty)
        #expect(source.problems("key is taken").isEmpty)
    }

    private func series(_ problems: [ImportProblem]) -> [String] {
        problems.map { String($0.origin.file.split(separator: "/")[2]) }.sorted()
    }

    @Test func `branches that name a version name one that was released`() throws {
        guard let subject = try Self.reading.get() else { return }
        let known = Set(subject.releases.map(\.key))
        let unknown = subject.parts.flatMap { part in
            part.list("branch-versions").filter { row in
                let version = row.split(separator: " ").last.map { String($0) } ?? ""
                return !known.contains("\(part.deliverable)/\(version)")
            }
        }
        let counts = subject.counts["dirty"] as? [String: Any]
        expect(unknown.count, counts, "branch_location_names_unknown_version")
    }
}
