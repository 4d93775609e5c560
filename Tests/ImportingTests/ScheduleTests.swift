import Importing
import ReleaseModel
import Testing

/// Holds an import of real release schedules, tables in Markdown, against counts that another program
/// made of them.
struct ScheduleTests {
    @Test func `rows of each timeline, those without an owner, and lines of each summary`() throws {
        guard let folder = SharedData.folder("sig-release"),
            let counts = try SharedData.counts("sig-release")
        else { return }
        let source = try ImportedSource(map: "sig-release.yaml", folder: folder)
        let releases = counts["releases"] as? [String: [String: Any]] ?? [:]
        #expect(!releases.isEmpty)
        #expect(Set(source.all("train").map(\.key)) == Set(releases.keys))
        for (release, part) in releases {
            let rows = source.all("entry").filter { $0.target("train") == release }
            #expect(rows.count == part["timeline_rows"] as? Int, "\(release)")
            #expect(
                rows.count { $0.fields["owner"] == nil }
                    == part["timeline_rows_without_owner"] as? Int, "\(release)")
            let events = source.all("milestone").filter { $0.target("train") == release }
            #expect(events.count == part["major_event_bullets"] as? Int, "\(release)")
        }
        let total = counts["total"] as? [String: Int]
        #expect(source.all("entry").count == total?["timeline_rows"])
        let without = releases.values.reduce(0) {
            $0 + ($1["timeline_rows_without_owner"] as? Int ?? 0)
        }
        #expect(source.problems("without an owner").count == without)
        #expect(source.report.filesUnmatched.isEmpty)
    }

    @Test func `a deadline in several zones is read in UTC, and what is no date stays as written`()
        throws
    {
        guard let folder = SharedData.folder("sig-release"),
            let counts = try SharedData.counts("sig-release")
        else { return }
        let source = try ImportedSource(map: "sig-release.yaml", folder: folder)
        let points = counts["deadlines_in_several_zones"] as? [String: Any]
        let rows = points?["rows"] as? [[String: Any]] ?? []
        #expect(!rows.isEmpty)
        let records = source.all("entry") + source.all("milestone")
        for row in rows {
            let release = row["release"] as? String ?? ""
            let line = row["line"] as? Int
            let problems = row["problems"] as? [String] ?? []
            let record = records.first {
                $0.target("train") == release && $0.origin.line == line
            }
            guard let record else { continue }
            if problems.contains(where: { $0.hasPrefix("incomplete") }) {
                #expect(record.fields["when"] == nil, "\(release):\(line ?? 0)")
            } else if case .moment(let text)? = record.fields["when"] {
                #expect(text.hasSuffix("@UTC"))
            } else {
                Issue.record("\(release):\(line ?? 0) has no time: \(record.fields)")
            }
        }
        // Every row that gives no date is reported with what it says.
        let unread = records.filter { $0.fields["when"] == nil }
        let reported = source.problems("is no date written as")
        #expect(unread.count == reported.count)
        print("sig-release: \(records.count) dates, \(unread.count) as they were written")
    }
}
