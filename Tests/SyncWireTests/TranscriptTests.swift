import Foundation
import Testing

/// Plays every script of `Protocol/sessions` and compares what is said with what the file says.
///
/// The files prove S-54, S-56, S-57, S-61, S-62 and S-65; the stage itself checks S-58 and S-59 on each.
/// `RAILYARD_WRITE_TRANSCRIPTS=1` writes the files anew instead.
@Suite struct TranscriptTests {
    @Test(arguments: SessionTranscript.all)
    func `a conversation goes as its transcript says`(transcript: SessionTranscript) throws {
        let stage = Stage()
        var played = transcript
        for index in played.scenes.indices {
            played.scenes[index].said = try stage.perform(played.scenes[index].command)
        }
        if ProcessInfo.processInfo.environment["RAILYARD_WRITE_TRANSCRIPTS"] != nil {
            try played.write()
        }
        #expect(played.text == transcript.text)
    }
}
