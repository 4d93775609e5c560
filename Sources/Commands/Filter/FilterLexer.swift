internal import ReleaseModel

/// Cuts a filter into its pieces.
struct FilterLexer {
    private let scalars: [Unicode.Scalar]
    private let vocabulary: FilterVocabulary
    private var place = 0

    static func tokens(of text: String, _ vocabulary: FilterVocabulary) throws -> [FilterToken] {
        var lexer = FilterLexer(scalars: Array(text.unicodeScalars), vocabulary: vocabulary)
        guard lexer.scalars.count <= FilterLimits.lengthMaxScalars else {
            let limit = FilterLimits.lengthMaxScalars
            throw FilterError(
                "filter-too-long",
                "A filter has at most \(limit) characters; this one has \(lexer.scalars.count).",
                hint: "Label what belongs together, and ask for the label.",
                at: limit..<lexer.scalars.count)
        }
        var tokens: [FilterToken] = []
        while let token = try lexer.next() { tokens.append(token) }
        return tokens
    }

    private var current: Unicode.Scalar? { place < scalars.count ? scalars[place] : nil }

    private mutating func next() throws -> FilterToken? {
        while let scalar = current, FilterText.isBlank(scalar) { place += 1 }
        guard let scalar = current else { return nil }
        let start = place
        let kind = try kind(scalar)
        return FilterToken(kind: kind, place: start..<place)
    }

    private mutating func kind(_ scalar: Unicode.Scalar) throws -> FilterToken.Kind {
        switch scalar {
        case "(", ")":
            place += 1
            return scalar == "(" ? .open : .close
        case "\"": return .question(.text(try quoted()))
        case "/": return .question(try pattern())
        case "+" where isBeforeWord:
            place += 1
            return .question(.label(try label()))
        case "-" where isBeforeWord && !isArrow || scalars.dropFirst(place + 1).first == "(":
            place += 1
            return .minus
        default: return try word()
        }
    }

    /// Says whether a sign has something behind it that it can belong to.
    private var isBeforeWord: Bool {
        guard place + 1 < scalars.count else { return false }
        let next = scalars[place + 1]
        return !Self.ends(next)
    }

    private var isArrow: Bool { scalars[place + 1] == ">" }

    private mutating func label() throws -> String {
        current == "\"" ? try quoted() : run(until: Self.ends)
    }

    private mutating func word() throws -> FilterToken.Kind {
        if let head = FilterHead(scalars, at: place, vocabulary) { return try field(head) }
        let start = place
        let text = run(until: Self.ends)
        if let operation = FilterToken.Kind(word: text) { return operation }
        guard !Self.signs.contains(text) else {
            throw FilterError(
                "lone-sign", "“\(text)” stands between a field and a value, without blanks.",
                hint: "For example 'priority>=high'. " + FilterError.asText(text),
                at: start..<place)
        }
        return .question(.text(text))
    }

    static let signs: Set = [">=", "<=", ">", "<", "=", "==", "!=", ":"]

    private mutating func field(_ head: FilterHead) throws -> FilterToken.Kind {
        guard let known = vocabulary.named(head.name) else { throw unknown(head) }
        let comparison = known.comparison ?? head.comparison
        guard known.comparison == nil || head.comparison == .equal else {
            throw FilterError(
                "two-comparisons", "“\(head.name)” compares already; a colon belongs behind it.",
                hint: "For example \(head.name):fri.", at: place..<head.end)
        }
        let start = place
        place = head.end
        var values: [FilterTerm.Value] = []
        if let next = current, !FilterText.isBlank(next), next != ")" { values = try self.values() }
        let isList = comparison == .equal && (known.subject != .has || !values.isEmpty)
        guard isList || values.count == 1 else {
            throw FilterError(
                "one-value",
                values.isEmpty
                    ? "“\(FilterText.text(scalars[start..<head.end]))” has no value behind it."
                    : "“\(FilterText.text(scalars[start..<head.end]))” takes one value.",
                hint: Self.example(of: known.name, comparison, known.subject),
                at: start..<place)
        }
        let question = FilterTerm.Question.field(known.name, comparison, values)
        return head.isNegated ? .negated(question) : .question(question)
    }

    private static func example(
        of name: String, _ comparison: FilterComparison, _ subject: FilterVocabulary.Subject
    ) -> String? {
        if subject == .has { return "For example has:due." }
        guard case .field(let field) = subject else { return "For example \(name).after:-1w." }
        return switch field.type {
        case .moment, .window: "For example \(name).before:fri."
        case .word(let words): "For example '\(name)\(comparison.rawValue)\(words[0])'."
        default: "For example '\(name)\(comparison.rawValue)3'."
        }
    }

    private func unknown(_ head: FilterHead) -> FilterError {
        let near = WordChoice(vocabulary.names).near(head.name)
        let whole = scalars[place...].prefix { !Self.ends($0) }
        return FilterError(
            "unknown-field",
            "“\(TextRules.shown(head.name))” is no field of \(vocabulary.noun).",
            hint: (near.isEmpty
                ? "Fields: \(vocabulary.settable.joined(separator: ", "))."
                : "Did you mean \(near.joined(separator: " or "))?") + " "
                + FilterError.asText(FilterText.text(whole)),
            at: place..<head.nameEnd)
    }

    /// Values with commas between them, each bare or in quotes.
    private mutating func values() throws -> [FilterTerm.Value] {
        var values: [FilterTerm.Value] = []
        while true {
            let start = place
            let text =
                current == "\"" ? try quoted(inList: true) : run { Self.ends($0) || $0 == "," }
            guard current != "(" else {
                throw FilterError(
                    "parenthesis-in-value", "A parenthesis is no part of a value.",
                    hint: "Write several values as a,b, and a parenthesis in quotes.",
                    at: place..<place + 1)
            }
            guard !text.isEmpty else {
                throw FilterError(
                    "missing-value", "A value is missing here.",
                    hint: "Values stand without blanks, as in state:ready,active.",
                    at: start..<min(start + 1, max(start, scalars.count)))
            }
            values.append(FilterTerm.Value(text: text, place: start..<place))
            guard current == "," else { break }
            place += 1
        }
        return values
    }

    private mutating func quoted(inList: Bool = false) throws -> String {
        let start = place
        guard let text = delimited(by: "\"", unescaping: ["\"", "\\"]) else {
            throw FilterError(
                "open-quote", "This quote is never closed.",
                hint: "Put \" behind the text, or \\\" for a quote in it.", at: start..<start + 1)
        }
        guard !text.isEmpty else {
            throw FilterError(
                "empty-quotes", "There is nothing between these quotes.",
                hint: "What is unset is asked for as field: with nothing behind it.",
                at: start..<place)
        }
        if let next = current, !Self.ends(next), !(inList && next == ",") {
            throw FilterError(
                "text-after-quote", "A blank is missing behind the quote.",
                hint: "A quote in a text is written \\\".", at: place - 1..<place)
        }
        return text
    }

    private mutating func pattern() throws -> FilterTerm.Question {
        let start = place
        guard let source = delimited(by: "/", unescaping: ["/"]) else {
            throw FilterError(
                "open-pattern", "This regular expression is never closed.",
                hint: "Put / behind it. " + FilterError.asText("/"), at: start..<start + 1)
        }
        let flag = place
        let flags = run(until: Self.ends)
        guard flags.isEmpty || flags == "i" else {
            throw FilterError(
                "unknown-flag",
                "Behind a regular expression stands nothing, or i for any case.",
                hint: FilterError.asText(FilterText.text(scalars[start..<place])),
                at: flag..<place)
        }
        return .pattern(source, ignoresCase: !flags.isEmpty)
    }

    /// What stands up to the same sign again, which a backslash lets stand in it; nil where it is not closed.
    private mutating func delimited(
        by sign: Unicode.Scalar, unescaping signs: Set<Unicode.Scalar>
    ) -> String? {
        var text = String.UnicodeScalarView()
        var next = place + 1
        while next < scalars.count, scalars[next] != sign {
            if scalars[next] == "\\", next + 1 < scalars.count {
                if !signs.contains(scalars[next + 1]) { text.append("\\") }
                next += 1
            }
            text.append(scalars[next])
            next += 1
        }
        guard next < scalars.count else { return nil }
        place = next + 1
        return String(text)
    }

    private mutating func run(until ends: (Unicode.Scalar) -> Bool) -> String {
        let start = place
        while let scalar = current, !ends(scalar) { place += 1 }
        return FilterText.text(scalars[start..<place])
    }

    /// Says whether a bare word ends before a sign.
    private static func ends(_ scalar: Unicode.Scalar) -> Bool {
        FilterText.isBlank(scalar) || scalar == "(" || scalar == ")"
    }
}
