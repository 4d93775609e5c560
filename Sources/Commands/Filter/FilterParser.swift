internal import ReleaseModel

/// Reads a filter into a tree, by descending once through its grammar.
///
///     any ──▶ all ──▶ unary ──▶ "(" any ")"
///     a or b  a b     not a     a question
struct FilterParser {
    private let tokens: [FilterToken]
    private var next = 0
    private var depth = 0
    private var terms = 0
    private var patterns = 0

    /// Nil where nothing is asked.
    static func expression(
        _ text: String, _ vocabulary: FilterVocabulary
    ) throws -> FilterExpression? {
        var parser = FilterParser(tokens: try FilterLexer.tokens(of: text, vocabulary))
        guard !parser.tokens.isEmpty else { return nil }
        let expression = try parser.any()
        guard let rest = parser.current else { return expression }
        // Only a parenthesis can be left: everything else is read as far as it goes.
        throw FilterError(
            "stray-parenthesis", "This parenthesis closes nothing.",
            hint: "Put ( before what belongs together. " + FilterError.asText(")"), at: rest.place)
    }

    private init(tokens: [FilterToken]) { self.tokens = tokens }

    private var current: FilterToken? { next < tokens.count ? tokens[next] : nil }

    private mutating func any() throws -> FilterExpression {
        var parts = [try all()]
        while let token = current, token.kind == .or {
            next += 1
            try expectOperand(behind: token, "or")
            parts.append(try all())
        }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func all() throws -> FilterExpression {
        var parts = [try unary()]
        while let token = current {
            if token.kind == .and {
                next += 1
                try expectOperand(behind: token, "and")
            } else if !token.beginsOperand {
                break
            }
            parts.append(try unary())
        }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func unary() throws -> FilterExpression {
        guard let token = current else { return .all([]) }
        next += 1
        switch token.kind {
        case .open: return try group(token)
        case .not:
            try expectOperand(behind: token, "not")
            return .not(try deeper(token) { try $0.unary() })
        case .minus: return .not(try deeper(token) { try $0.negated(token) })
        case .question(let question): return .term(try term(question, token))
        case .negated(let question): return .not(.term(try term(question, token)))
        case .or: throw Self.missing("before", token, "or")
        case .and: throw Self.missing("before", token, "and")
        case .close:
            throw FilterError(
                "stray-parenthesis", "This parenthesis closes nothing.",
                hint: "Put ( before what belongs together. " + FilterError.asText(")"),
                at: token.place)
        }
    }

    /// What a minus takes back: a bare word is a label there, whatever it means elsewhere.
    private mutating func negated(_ minus: FilterToken) throws -> FilterExpression {
        let label: String? =
            switch current?.kind {
            case .question(.text(let text)): text
            case .or: "or"
            case .and: "and"
            case .not: "not"
            default: nil
            }
        guard let label, let token = current else { return try unary() }
        next += 1
        return .term(try term(.label(label), token))
    }

    private mutating func group(_ open: FilterToken) throws -> FilterExpression {
        if let token = current, token.kind == .close {
            throw FilterError(
                "empty-parentheses", "There is nothing between these parentheses.",
                hint: FilterError.asText("()"),
                at: open.place.lowerBound..<token.place.upperBound)
        }
        guard current != nil else { throw Self.neverClosed(open) }
        let inside = try deeper(open) { try $0.any() }
        guard current?.kind == .close else { throw Self.neverClosed(open) }
        next += 1
        return inside
    }

    private static func neverClosed(_ open: FilterToken) -> FilterError {
        FilterError(
            "open-parenthesis", "This parenthesis is never closed.",
            hint: "Put ) behind what belongs together. " + FilterError.asText("("),
            at: open.place)
    }

    private mutating func deeper(
        _ token: FilterToken, _ read: (inout FilterParser) throws -> FilterExpression
    ) throws -> FilterExpression {
        guard depth < FilterLimits.depthMax else {
            throw FilterError(
                "filter-too-deep",
                "Parentheses and negations may stand in each other \(FilterLimits.depthMax) deep.",
                hint: "Two negations are none; parentheses around parentheses change nothing.",
                at: token.place)
        }
        depth += 1
        defer { depth -= 1 }
        return try read(&self)
    }

    private mutating func term(
        _ question: FilterTerm.Question, _ token: FilterToken
    ) throws -> FilterTerm {
        terms += 1
        guard terms <= FilterLimits.termsMax else {
            throw FilterError(
                "too-many-terms",
                "A filter asks at most \(FilterLimits.termsMax) questions; this is one more.",
                hint: "Several values of one field are one question: state:ready,active.",
                at: token.place)
        }
        if case .pattern = question { patterns += 1 }
        guard patterns <= FilterLimits.patternsMax else {
            throw FilterError(
                "too-many-patterns",
                "A filter has at most \(FilterLimits.patternsMax) regular expressions.",
                hint: "Write several as one: /a|b/.", at: token.place)
        }
        return FilterTerm(question: question, place: token.place)
    }

    private func expectOperand(behind token: FilterToken, _ word: String) throws {
        guard current?.beginsOperand != true else { return }
        throw Self.missing("behind", token, word)
    }

    private static func missing(
        _ side: String, _ token: FilterToken, _ word: String
    ) -> FilterError {
        FilterError(
            "missing-operand", "There is nothing \(side) “\(word)”.",
            hint: FilterError.asText(word), at: token.place)
    }
}
