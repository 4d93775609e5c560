import Foundation
import Importing
import ReleaseModel
import SimulationKit
import Testing

/// Holds an import of a real backlog in Markdown against counts that another program made of it.
struct BacklogTests {
    /// Built once and only read.
    private struct Subject: @unchecked Sendable {
        let source: ImportedSource
        let counts: [String: Any]
        let items: [ImportRecord]

        func table(_ key: String, in part: String? = nil) -> [String: Int]? {
            let place = part.map { counts[$0] as? [String: Any] } ?? counts
            return place?[key] as? [String: Int]
        }
    }

    private static let reading = Result<Subject?, any Error> {
        guard let folder = SharedData.folder("backlog-md"),
            let counts = try SharedData.counts("backlog-md")
        else { return nil }
        let source = try ImportedSource(map: "backlog-md.yaml", folder: folder)
        print(
            "backlog-md: \(source.records.count) records, \(source.report.problems.count) problems")
        return Subject(source: source, counts: counts, items: source.all("item"))
    }

    /// The id as the count knows it: a second task of one id has its file behind the key.
    private func id(_ key: String) -> String { String(key.split(separator: "~")[0]) }

    private func tally(_ items: [ImportRecord], _ field: String) -> [String: Int] {
        items.map { $0.text("attributes.\(field)") ?? "(none)" }.tally()
    }

    @Test func `every task with its folder, status, priority, milestone and labels`() throws {
        guard let subject = try Self.reading.get() else { return }
        let (items, counts) = (subject.items, subject.counts)
        #expect(items.count == counts["tasks"] as? Int)
        #expect(tally(items, "area") == subject.table("tasks_by_folder"))
        let both = items.map {
            "\($0.text("attributes.area") ?? ""): \($0.text("attributes.status") ?? "")"
        }
        #expect(both.tally() == subject.table("tasks_by_folder_and_status"))
        #expect(
            items.map { $0.text("priority") ?? "(none)" }.tally()
                == subject.table("tasks_by_priority"))
        let milestones = items.map { $0.target("milestone") ?? "(none)" }.tally()
        let expected = subject.table("tasks_by_milestone") ?? [:]
        #expect(
            milestones == Dictionary(uniqueKeysWithValues: expected.map { ($0.lowercased(), $1) }))
        let labels = items.flatMap { $0.list("labels") }
        let labelCounts = counts["labels"] as? [String: Int]
        #expect(labels.count == labelCounts?["uses"])
        #expect(Set(labels).count == labelCounts?["distinct"])
    }

    @Test func `milestones, archived milestones and decisions`() throws {
        guard let subject = try Self.reading.get() else { return }
        let areas = tally(subject.source.all("milestone"), "area")
        #expect(areas["milestones"] == subject.counts["milestone_files"] as? Int)
        #expect(areas["archive/milestones"] == subject.counts["archived_milestone_files"] as? Int)
        #expect(subject.source.all("entry").count == subject.counts["decisions"] as? Int)
    }

    @Test func `dependencies and parents, also those that lead nowhere`() throws {
        guard let subject = try Self.reading.get() else { return }
        let known = Set(subject.items.map { id($0.key) })
        let edges = subject.items.flatMap { item in
            item.edges.map { (item.key, $0.targetKey) }
        }
        let parents = subject.items.compactMap { item in
            item.target("parent").map { (item.key, $0) }
        }
        for (pairs, part) in [(edges, "dependencies"), (parents, "parents")] {
            let counts = subject.counts[part] as? [String: Any]
            #expect(pairs.count == counts?["edges"] as? Int)
            let dangling = pairs.filter { !known.contains($0.1) }
                .map { "\(id($0.0)) -> \($0.1)" }.sorted()
            #expect(dangling == counts?["dangling"] as? [String])
        }
        #expect(subject.items.allSatisfy { $0.edges.allSatisfy(\.isReversed) })
        let reported = subject.source.problems("points at nothing")
        #expect(reported.count { $0.field == "blocks" } == 5)
        #expect(reported.count { $0.field == "parent" } == 1)
    }

    @Test func `checklists, ticked and open`() throws {
        guard let subject = try Self.reading.get() else { return }
        let counts = subject.counts["checklists"] as? [String: [String: Int]]
        let checks = subject.items.flatMap { item -> [ImportCheck] in
            if case .checklist(let checks)? = item.fields["acceptance"] { checks } else { [] }
        }
        #expect(checks.count { $0.isDone } == counts?["acceptance criteria"]?["done"])
        #expect(checks.count { !$0.isDone } == counts?["acceptance criteria"]?["open"])
        let done = subject.items.flatMap { $0.list("attributes.definition-of-done") }
        #expect(done.count { $0.hasPrefix("true ") } == counts?["definition of done"]?["done"])
        #expect(done.count { $0.hasPrefix("false ") } == counts?["definition of done"]?["open"])
    }

    @Test func `spot values of some tasks`() throws {
        guard let subject = try Self.reading.get() else { return }
        let spots = subject.counts["spots"] as? [String: [String: Any]] ?? [:]
        #expect(!spots.isEmpty)
        for (name, spot) in spots {
            let item = subject.items.first { record in
                record.text("attributes.id") == name
                    && record.text("title") == spot["title"] as? String
            }
            #expect(item?.text("attributes.status") == spot["status"] as? String, "\(name)")
            let needed = spot["dependencies"] as? [String]
            #expect(item?.edges.map { "task-\($0.targetKey)" } == needed, "\(name)")
        }
    }

    @Test func `dirty rows stay, and are reported where they are`() throws {
        guard let subject = try Self.reading.get() else { return }
        let source = subject.source
        let dirty = subject.counts["dirty"] as? [String: Any]
        let repaired = source.problems("YAML lets no plain value begin")
        #expect(
            Set(repaired.map(\.origin.file)).count
                == dirty?["front_matter_not_yaml_until_quoted"] as? Int)
        #expect(repaired.allSatisfy { $0.outcome == .repaired && $0.value.hasPrefix("@") })
        let without = source.problems("has no front matter").map {
            String($0.origin.file.dropFirst("backlog/".count))
        }
        #expect(without.sorted() == dirty?["files_without_front_matter"] as? [String])
        let twice = source.problems("the key is taken").map(\.value)
        let expected = dirty?["same_id_twice"] as? [String: Any]
        #expect(twice.sorted() == expected?.keys.sorted())
        #expect(tally(subject.items, "status") == subject.table("status_spellings", in: "dirty"))
        let dates = subject.items.map { item in
            String((item.text("attributes.created") ?? "").map { $0.isNumber ? "9" : $0 })
        }
        #expect(dates.tally() == subject.table("dates_given_as", in: "dirty"))
        #expect(source.report.filesUnmatched.isEmpty)
        let markdown = source.report.filesRead
        #expect(markdown == subject.counts["markdown_files"] as? Int)
    }

    @Test func `the whole backlog becomes items, and importing it again writes nothing`() throws {
        guard let subject = try Self.reading.get() else { return }
        let replica = ModelReplica("tokyo", number: 1)
        var writer = ImportWriter(zones: FixedZones())
        try replica.write(subject.source.records, &writer)
        #expect(writer.problems.isEmpty)
        #expect(replica.documents.documents.values.count { $0.entityKind == .item } == 674)
        #expect(try replica.write(subject.source.records, &writer) == 0)
    }
}
