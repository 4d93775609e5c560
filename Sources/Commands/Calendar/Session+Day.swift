internal import ReleaseModel
internal import Replication

// Days as people say them on the command line.

extension Session {
    func today() throws -> CivilDate {
        guard let today = environment.now?.date else {
            throw CommandFailure("no-date", "The clock shows no date.", hint: "Set RAIL_CLOCK.")
        }
        return today
    }

    func day(_ text: String) throws -> CivilDate {
        if let day = CivilDate(text) { return day }
        if let day = DateWords(today: try today()).date(text) { return day }
        throw CommandFailure(
            "invalid-date", "“\(text)” is no date.", hint: "Write \(DateWords.examples).",
            status: .usage)
    }
}
