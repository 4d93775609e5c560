internal import ReleaseModel

/// What is wrong with a filter, and at which characters.
struct FilterError: Error {
    let code: String
    let sentence: String
    let hint: String?
    let place: Range<Int>
    let status: ExitStatus

    init(
        _ code: String, _ sentence: String, hint: String? = nil, at place: Range<Int>,
        status: ExitStatus = .usage
    ) {
        self.code = code
        self.sentence = sentence
        self.hint = hint
        self.place = place
        self.status = status
    }

    /// What the model says of a value that a field cannot have.
    init(_ failure: CommandFailure, at place: Range<Int>) {
        self.init(
            failure.code, failure.sentence, hint: failure.hint, at: place, status: failure.status)
    }

    /// The same for people and programs, with the filter that it is about.
    func failure(in text: String) -> CommandFailure {
        CommandFailure(
            code, sentence, hint: hint, status: status,
            facts: [
                ("filter", .string(text)), ("offset", .number(Int64(place.lowerBound))),
                ("length", .number(Int64(place.count))),
            ],
            excerpt: FilterExcerpt.text(of: text, at: place))
    }

    /// How to say that a sign or a word is meant as itself.
    static func asText(_ text: String) -> String {
        "As text it stands in quotes: '\(FilterText.quoted(TextRules.shown(text)))'."
    }
}
