/// Turns the files of one source into records: the reading of a map file, ready to use.
package struct ImportMap {
    /// The language this reader knows, written `map: 1` at the head of a map.
    package static let version = 1

    package let source: String
    package let files: [FileRule]
    /// The files that fill tables, by the table's name.
    let joins: [String: JoinRule]
    /// Whether relations name their targets by title.
    let usesTitles: Bool

    /// The rule for a path: the first whose pattern matches.
    package func rule(
        for path: String
    ) -> (position: Int, rule: FileRule, match: FilePattern.Match)? {
        for (position, rule) in files.enumerated() {
            if let match = rule.pattern.match(path) { return (position, rule, match) }
        }
        return nil
    }
}
