import Foundation
import Replication
import Testing

@testable import Commands

extension Desk {
    /// Makes many items at once, a row each; the columns are fields of an item, `title` among them.
    func importItems(
        _ columns: [String], _ rows: [[String]], at location: SourceLocation = #_sourceLocation
    ) throws {
        let folder = environment.currentDirectory
        let fields = columns.map { "                  \($0): \"{\($0)}\"\n" }.joined()
        let map = """
            map: 1
            source: test
            files:
              - path: items.csv
                records:
                  - select: "[]"
                    kind: item
                    key: "{title}"
                    fields:
            \(fields)
            """
        let table = ([columns] + rows).map { CSVText.line($0) }.joined(separator: "\n")
        for (name, text) in ["map.yaml": map, "items.csv": table] {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        let answer = rail("import --map '\(folder)/map.yaml' '\(folder)/items.csv'")
        #expect(
            answer.status == .yes, "\(answer.output)\(answer.errors)", sourceLocation: location)
    }
}
