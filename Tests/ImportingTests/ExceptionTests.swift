import Importing
import Testing

/// Holds an import of real exception requests against counts that another program made of them.
struct ExceptionTests {
    @Test func `requests by release, freeze and verdict; the file that is not YAML is reported`()
        throws
    {
        guard let folder = SharedData.folder("sig-release"),
            let counts = try SharedData.counts("sig-release")
        else { return }
        let source = try ImportedSource(map: "sig-release.yaml", folder: folder)
        let items = source.all("item")
        let total = counts["total"] as? [String: Int]
        #expect(items.count == total?["exceptions_read"])
        let releases = counts["releases"] as? [String: [String: Any]] ?? [:]
        #expect(releases.count == total?["releases"])
        for (release, part) in releases {
            let own = items.filter { $0.target("train") == release }
            let freezes = part["exceptions"] as? [String: [String: Int]] ?? [:]
            for (freeze, verdicts) in freezes {
                let name = freeze.hasPrefix("(") ? "none" : freeze
                let found = own.filter { $0.text("attributes.freeze") == name }
                #expect(found.compactMap { $0.text("attributes.verdict") }.tally() == verdicts)
            }
            #expect(own.count == freezes.values.flatMap(\.values).reduce(0, +))
        }
        let broken = source.problems("is not YAML")
        let dirty = (counts["dirty"] as? [String: String] ?? [:]).sorted { $0.key < $1.key }
        #expect(broken.count == dirty.count)
        for (problem, row) in zip(broken, dirty) {
            #expect(row.value == "line \(problem.origin.line): \(problem.reason.dropFirst(13))")
        }
    }
}
