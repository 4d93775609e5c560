import Foundation
import Replication
import Testing

@testable import Commands

/// What a thing refers to is shown whatever became of it: not here yet, or archived.
@Suite struct ReferenceStoryTests {
    private static let map = """
        map: 1
        source: plan
        files:
          - path: items.csv
            records:
              - select: "[]"
                kind: item
                key: "{id}"
                fields:
                  title: "{title}"
                  team: { reference: team, key: "{team}" }
                edges:
                  - { kind: blocks, each: blocks, target: item, key: "{.}" }
          - path: teams.csv
            records:
              - { select: "[]", kind: team, key: "{id}", fields: { name: "{name}" } }
        """

    private static let files = [
        "map.yaml": map, "items.csv": "id,title,team,blocks\n1,Pay by card,7,2\n",
        "teams.csv": "id,name\n7,Nova\n",
    ]

    private func read(_ file: String, at desk: Desk) throws {
        let folder = desk.environment.currentDirectory
        for (name, text) in Self.files {
            try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
        }
        let answer = desk.rail("import --map '\(folder)/map.yaml' '\(folder)/\(file)'")
        #expect(answer.status == .yes, "\(answer.output)\(answer.errors)")
    }

    private func expect(_ parts: String..., of line: String, at town: Town) throws {
        try town.meet()
        for desk in town.desks {
            let output = desk.rail(line).output
            for part in parts { #expect(output.contains(part), "\(part) in\n\(output)") }
        }
    }

    @Test func `a team that is not here yet is pending, then there, then archived`() throws {
        let town = try Town("tokyo", "recife")
        try read("items.csv", at: town.desks[0])
        let item = try #require(try town.desks[0].column("id", of: "ls").first)
        try expect(" (pending)", of: "ls", at: town)
        try expect(
            "team            ", " (pending)", "blocks          ", of: "show \(item)", at: town)

        try read("teams.csv", at: town.desks[1])
        try expect("  Nova", of: "ls", at: town)
        try expect("team            Nova (", of: "show \(item)", at: town)

        #expect(town.desks[1].rail("team archive Nova").status == .yes)
        try expect("Nova (archived)", of: "ls", at: town)
        try expect("team            Nova (", ", archived)", of: "show \(item)", at: town)
    }
}
