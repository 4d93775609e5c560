import Foundation
import ProcessKit
import Testing

/// The user guide is true: each page is typed anew, and what comes back is what the page says.
///
/// `TRANSCRIPTS=write swift test --filter TranscriptTests` puts the present answers onto the pages instead.
@Suite struct `The user guide` {
    private static let isWriting = ProcessInfo.processInfo.environment["TRANSCRIPTS"] == "write"

    @Test func `has pages`() { #expect(GuidePage.all.count >= 6) }

    @Test(arguments: GuidePage.all)
    func `says what the programs say`(page: GuidePage) throws {
        let transcript = Transcript(try page.text())
        #expect(transcript.steps.count > 2)
        if Self.isWriting {
            var scribe = try Scribe(transcript)
            try page.write(transcript.text(answering: scribe.answers()))
        } else {
            try check(transcript, page.name)
        }
    }

    private func check(_ transcript: Transcript, _ name: String) throws {
        let story = try Story()
        var likeness = Likeness()
        for step in transcript.steps {
            let lines = try story.type(likeness.played(step.command).asPlayed, as: step.who)
            guard likeness.takes(lines, for: step) else {
                let found = lines.map(likeness.written).joined(separator: "\n")
                let expected = step.answer.joined(separator: "\n")
                Issue.record(
                    """
                    \(name):\(step.range.lowerBound): \(step.who)$ \(step.command)
                    the page says:
                    \(expected)
                    the program says:
                    \(found)
                    """)
                return
            }
        }
    }
}
