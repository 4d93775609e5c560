package import ReleaseModel

/// What an import read, made and found odd.
package struct ImportReport: Sendable {
    /// Files read by some rule of the map.
    package internal(set) var filesRead = 0
    /// Files that the map says hold no records.
    package internal(set) var filesPassedOver = 0
    /// Files that no pattern of the map matches, in the order met.
    package internal(set) var filesUnmatched: [String] = []
    package internal(set) var recordsByKind: [EntityKind: Int] = [:]
    /// In the order of the source, and after them what shows only at the end.
    package internal(set) var problems: [ImportProblem] = []

    package init() {}

    /// How often each kind of problem occurs, with its first place: what a person reads first.
    package var summary: [(problem: ImportProblem, count: Int)] {
        var places: [[String]: Int] = [:]
        var summary: [(problem: ImportProblem, count: Int)] = []
        for problem in problems {
            let name = [problem.topic, problem.outcome.rawValue]
            if let place = places[name] {
                summary[place].count += 1
            } else {
                places[name] = summary.count
                summary.append((problem, 1))
            }
        }
        return summary
    }
}
