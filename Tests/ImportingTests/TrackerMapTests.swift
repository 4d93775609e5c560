import Importing
import ReleaseModel
import SimulationKit
import Testing

/// The maps of well-known trackers, each on a small export as that tracker writes it.
struct TrackerMapTests {
    private func source(_ map: String, _ example: String) throws -> ImportedSource {
        try ImportedSource(map: map, folder: SharedData.map("examples/\(example)"))
    }

    /// The relations of a record: the kind with an arrow from what blocks to what is blocked.
    private func relations(_ record: ImportRecord?) -> Set<String> {
        Set(
            (record?.edges ?? []).map { edge in
                "\(edge.kind) \(edge.isReversed ? "<" : ">") \(edge.targetKey)"
            })
    }

    @Test func `issues that gh lists`() throws {
        let source = try source("github-issues.yaml", "github-gh.json")
        #expect(source.report.problems.isEmpty)
        #expect(source.all("item").count == 3)
        let pay = try #require(source.one("item", "acme/shop#42"))
        #expect(pay.text("title") == "Card payments fail at the till")
        #expect(pay.text("state") == "inbox")
        #expect(pay.list("labels") == ["bug", "checkout"])
        #expect(pay.target("assignee") == "mara")
        #expect(pay.target("milestone") == "acme/shop/Spring")
        #expect(pay.list("comments") == ["mara: Happens with every third card."])
        #expect(pay.list("links") == ["https://github.com/acme/shop/issues/42"])
        #expect(relations(pay) == ["blocks < acme/shop#43"])
        #expect(source.one("item", "acme/shop#43")?.text("state") == "done")
        let twin = source.one("item", "acme/shop#44")
        #expect(twin?.text("state") == "dropped")
        #expect(relations(twin) == ["duplicates > acme/shop#42"])
        #expect(source.one("milestone", "acme/shop/Spring")?.fields["when"] == .date("2026-04-30"))
        #expect(source.one("person", "mara")?.text("name") == "Mara Lind")
    }

    @Test func `issues that the REST API lists are the same items, and pull requests none`() throws
    {
        let source = try source("github-issues.yaml", "github-rest.json")
        #expect(source.report.problems.isEmpty)
        #expect(source.all("item").map(\.key).sorted() == ["acme/shop#42", "acme/shop#43"])
        let pay = try #require(source.one("item", "acme/shop#42"))
        let listed = try #require(
            try self.source("github-issues.yaml", "github-gh.json").one("item", "acme/shop#42"))
        for field in ["title", "body", "state", "labels", "assignee", "milestone", "links"] {
            #expect(pay.fields[field] == listed.fields[field], "\(field)")
        }
        #expect(relations(pay) == relations(listed))
        #expect(source.one("item", "acme/shop#43")?.list("labels") == ["hardware"])
    }

    @Test func `issues that Jira exports as CSV`() throws {
        let source = try source("jira-csv.yaml", "jira.csv")
        #expect(source.all("item").count == 6)
        let pay = try #require(source.one("item", "SHOP-2"))
        #expect(pay.text("body") == "Cards of three brands, \"tap\" too.")
        #expect(pay.text("state") == "ready")
        #expect(pay.text("type") == "feature")
        #expect(pay.text("priority") == "urgent")
        #expect(pay.fields["size"] == .integer(5))
        #expect(pay.fields["due"] == .date("2026-04-15"))
        // The row names its parent by number; the file says which issue that is.
        #expect(pay.target("parent") == "SHOP-1")
        #expect(pay.target("assignee") == "mara lind")
        #expect(pay.target("milestone") == "Spring 26")
        #expect(pay.list("touches") == ["component:Checkout"])
        #expect(
            pay.list("comments") == [
                "Happens with every third card.", "Ordered a terminal; it comes on Friday.",
            ])
        #expect(relations(pay) == ["blocks > SHOP-4", "blocks > SHOP-5", "blocks < SHOP-3"])
        #expect(source.one("item", "SHOP-1")?.list("labels") == ["web", "ios"])
        #expect(source.one("item", "SHOP-4")?.list("labels") == ["ios"])
        #expect(source.one("item", "SHOP-5")?.text("state") == "dropped")
        #expect(source.one("item", "SHOP-6")?.target("parent") == "SHOP-1")
        #expect(source.one("person", "tomas reyes")?.text("name") == "Tomas Reyes")
        let reports = source.report.problems.map { "\($0.origin.line) \($0.field)" }
        #expect(reports.sorted() == ["7 due", "9 state"])
    }

    @Test func `issues that Jira exports as XML are the items of its CSV`() throws {
        let source = try source("jira-xml.yaml", "jira.xml")
        let table = try self.source("jira-csv.yaml", "jira.csv")
        #expect(source.all("item").map(\.key) == ["SHOP-2", "SHOP-3", "SHOP-5"])
        for record in source.all("item") {
            let other = try #require(table.one("item", record.key))
            #expect(record.source == other.source)
            for field in ["title", "state", "type", "priority", "due", "assignee", "milestone"] {
                #expect(record.fields[field] == other.fields[field], "\(record.key) \(field)")
            }
        }
        let pay = try #require(source.one("item", "SHOP-2"))
        #expect(pay.text("body") == "Cards of three brands:\n- Visa & co.\n- \"tap\" too")
        #expect(pay.list("comments") == ["Happens with every third card."])
        #expect(pay.list("labels") == ["web", "ios"])
        #expect(pay.target("parent") == "SHOP-1")
        #expect(pay.text("attributes.project") == "SHOP")
        #expect(pay.fields["attributes.created"] == .moment("2026-03-02T09:20@UTC"))
        #expect(
            relations(pay)
                == ["blocks > SHOP-4", "blocks > SHOP-5", "blocks < SHOP-3", "relates > SHOP-1"])
        #expect(source.one("item", "SHOP-5")?.text("body") == "Again & again.")
        let missing = source.problems("points at nothing").map(\.value)
        #expect(Set(missing) == ["item SHOP-1", "item SHOP-4"])
    }

    @Test func `issues that Linear exports as CSV`() throws {
        let source = try source("linear-csv.yaml", "linear.csv")
        #expect(source.report.problems.isEmpty)
        #expect(source.all("item").count == 5)
        let pay = try #require(source.one("item", "NOV-2"))
        #expect(pay.text("state") == "ready")
        #expect(pay.text("priority") == "urgent")
        #expect(pay.fields["size"] == .integer(5))
        #expect(pay.fields["due"] == .date("2026-04-15"))
        #expect(pay.target("team") == "Nova")
        #expect(pay.target("parent") == "NOV-1")
        #expect(relations(pay) == ["blocks < NOV-3", "blocks < NOV-5", "relates > NOV-4"])
        #expect(source.one("item", "NOV-1")?.list("labels") == ["Web", "Mobile"])
        #expect(source.one("item", "NOV-3")?.fields["priority"] == nil)
        let twin = source.one("item", "NOV-5")
        #expect(twin?.text("state") == "dropped")
        #expect(relations(twin) == ["duplicates > NOV-2"])
    }

    @Test func `tasks that Taskwarrior exports`() throws {
        let source = try source("taskwarrior.yaml", "taskwarrior.json")
        #expect(source.report.problems.isEmpty)
        let items = source.all("item")
        #expect(
            items.map { $0.text("state") } == ["active", "done", "triaged", "dropped", "ready"])
        let pay = try #require(items.first)
        #expect(pay.text("priority") == "high")
        #expect(pay.fields["due"] == .moment("2026-04-14T22:00@UTC"))
        #expect(pay.list("comments") == ["Happens with every third card."])
        let id = "0a3b5c1e-5f0d-4c39-9f2e-"
        #expect(relations(pay) == ["blocks < \(id)222222222222"])
        // Older versions wrote what a task waits for as one text.
        #expect(
            relations(items[2]) == ["blocks < \(id)111111111111", "blocks < \(id)222222222222"])
        let series = try #require(source.all("series").first)
        #expect(series.text("rule") == "FREQ=WEEKLY")
        #expect(series.fields["first"] == .moment("2026-03-09T08:00@UTC"))
    }

    @Test(arguments: [
        ("github-issues.yaml", "github-gh.json"), ("github-issues.yaml", "github-rest.json"),
        ("jira-csv.yaml", "jira.csv"), ("jira-xml.yaml", "jira.xml"),
        ("linear-csv.yaml", "linear.csv"), ("taskwarrior.yaml", "taskwarrior.json"),
    ])
    func `each is written without complaint, and a second time nothing is`(
        _ map: String, _ example: String
    ) throws {
        let source = try source(map, example)
        let replica = ModelReplica("tokyo", number: 1)
        var writer = ImportWriter(zones: FixedZones())
        try replica.write(source.records, &writer)
        #expect(writer.problems.isEmpty, "\(writer.problems)")
        #expect(writer.tally.created == source.records.count)
        #expect(try replica.write(source.records, &writer) == 0)
    }
}
