/// Holds the planted bugs: switches in production code that a checker must catch when thrown.
enum PlantedBugCheck {
    /// A switch, where it stands, and whether its line names the checker that it trips.
    struct Bug: Equatable {
        let name: String
        let target: String
        let path: String
        let line: Int
        let namesChecker: Bool
    }

    static func bugs(in file: SourceFile) -> [Bug] {
        guard let target = file.target, file.text.contains("RAILYARD_BUG_") else { return [] }
        return zip(1..., file.lines).compactMap { number, line in
            guard let match = line.firstMatch(of: /#(?:else)?if !?(RAILYARD_BUG_\w+)(.*)/) else {
                return nil
            }
            let comment = match.2.lowercased()
            return Bug(
                name: String(match.1), target: target, path: file.path, line: number,
                namesChecker: comment.contains("// trips "))
        }
    }

    /// Finds switches that say not what they trip; a second use of a switch need not repeat it.
    static func findings(in files: [SourceFile]) -> [Finding] {
        let all = files.flatMap(bugs)
        let named = Set(all.filter(\.namesChecker).map(\.name))
        return all.filter { !named.contains($0.name) }.map {
            Finding($0.path, $0.line, "\($0.name) names no checker that it trips")
        }
    }

    /// Finds bugs that the table does not list, rows of bugs that are planted nowhere or elsewhere, and
    /// rows that say something twice.
    static func tableFindings(_ table: SourceFile, _ files: [SourceFile]) -> [Finding] {
        let planted = files.flatMap(bugs)
        let paths = Dictionary(grouping: planted, by: \.name).mapValues { Set($0.map(\.path)) }
        var rows: Set<String> = []
        var findings: [Finding] = []
        for (number, line) in zip(1..., table.lines) {
            guard let match = line.firstMatch(of: /^\| `([A-Z_]+)` \|[^|]*\|([^|]*)/) else {
                continue
            }
            let name = "RAILYARD_BUG_" + match.1
            if !rows.insert(name).inserted {
                findings.append(Finding(table.path, number, "\(name) has two rows"))
            }
            guard let paths = paths[name] else {
                findings.append(Finding(table.path, number, "\(name) is planted nowhere"))
                continue
            }
            if !paths.contains(where: { match.2.contains("`\($0)`") }) {
                findings.append(Finding(table.path, number, "\(name) is planted elsewhere"))
            }
        }
        return findings
            + planted.filter { !rows.contains($0.name) }.map {
                Finding($0.path, $0.line, "\($0.name) has no row in \(table.path)")
            }
    }

    /// Returns the floors, among those given, on which no bug is planted.
    static func floorsWithout(_ files: [SourceFile], of floors: ClosedRange<Int>) -> [Int] {
        let planted = Set(files.flatMap(bugs).compactMap { Floors.rooms[$0.target]?.floor })
        return floors.filter { !planted.contains($0) }
    }
}
