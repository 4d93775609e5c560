/// Errors on standard error: a sentence and a hint, or as JSON with a code.
enum ErrorText {
    static func text(_ failure: CommandFailure, asJSON: Bool) -> String {
        guard asJSON else {
            let hint = failure.hint.map { "\n" + SafeText.prose($0) } ?? ""
            let excerpt = failure.excerpt.map { "\n" + SafeText.prose($0) } ?? ""
            return "rail: " + SafeText.prose(failure.sentence) + excerpt + hint + "\n"
        }
        let members: [(String, JSONValue)] = [
            ("schema", .string("rail.error/1")), ("code", .string(failure.code)),
            ("message", .string(failure.sentence)), ("hint", .text(failure.hint)),
            ("status", .number(Int64(failure.status.rawValue))),
        ]
        return JSONValue.object(members + failure.facts).line + "\n"
    }
}
