import ReleaseModel
import Replication
import Testing

@testable import Commands

/// `--dry-run`: one word behind any write, and nothing is written.
@Suite struct TrialTests {
    static let writes = [
        "add \"Pay by card\" team:Nova due:fri +ios", "set $1 priority:high", "start $1",
        "done $1 --reason \"As agreed\"", "drop $1", "claim $1", "comment $1 \"Waiting for legal\"",
        "check $1 \"Works with a screen reader\"", "link $1 blocks $2", "move $1 --under $2",
        "move $1 --first", "archive $1", "merge $1 --into $2", "undo",
        "team new Aurora zone:Asia/Tokyo", "team rename Nova Vega", "team set Nova lead:me",
        "train hold winter", "train slow winter", "train set winter owner:me",
    ]

    @Test(arguments: writes)
    func `a trial says what the write says, and leaves everything as it was`(
        _ line: String
    ) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let ids = try ["add \"First\"", "add \"Second\"", "team new Nova", "train new winter"]
            .map { try desk.write($0) }
        let line = line.replacing("$1", with: ids[0]).replacing("$2", with: ids[1])
        let before = try desk.replica().stateDigest().value
        let log = try desk.rows("log").count

        let trial = desk.rail(line + " --dry-run")
        #expect(trial.status == .yes, "\(trial.errors)")
        #expect(trial.lines.last == "nothing was written: --dry-run")
        #expect(try desk.replica().stateDigest().value == before)
        #expect(try desk.rows("log").count == log)

        let real = desk.rail(line)
        // A new thing gets another identifier; all else is told alike.
        #expect(real.lines.dropFirst().dropLast() == trial.lines.dropFirst().dropLast())
        #expect(real.lines.last?.hasPrefix("undo: rail undo ") == true)
        #expect(try desk.replica().stateDigest().value != before)
    }

    @Test func `what needs a grant is not even asked for`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("train new winter")
        try desk.write("train hold winter")
        let answer = desk.rail("train resume winter --dry-run")
        #expect(answer.status == .asked)
        #expect(answer.errors.contains("would be asked"))
        #expect(try desk.rows("requests").isEmpty)
    }
}
