internal import Foundation

/// Errors on standard error: a sentence and a hint, or as JSON with a code.
enum ErrorText {
    static func print(_ failure: CommandFailure, asJSON: Bool) {
        let text: String
        if asJSON {
            text =
                JSONValue.object([
                    ("schema", .string("rail.error/1")), ("code", .string(failure.code)),
                    ("message", .string(failure.sentence)), ("hint", .text(failure.hint)),
                    ("status", .number(Int64(failure.status.rawValue))),
                ]).line + "\n"
        } else {
            let hint = failure.hint.map { "\n" + SafeText.prose($0) } ?? ""
            text = "rail: " + SafeText.prose(failure.sentence) + hint + "\n"
        }
        FileHandle.standardError.write(Data(text.utf8))
    }
}
