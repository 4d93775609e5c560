import SimulationKit
import Testing

@testable import Commands

/// What is wrong with a filter is shown at its place, with what may be meant.
@Suite struct FilterRefusalTests {
    /// A filter, the part of it that is marked, and what is said.
    struct Slip: CustomTestStringConvertible {
        let filter: String
        let marked: String
        let code: String
        let sentence: String
        var hint: String?
        var status = Commands.ExitStatus.usage

        init(
            _ filter: String, _ marked: String, _ code: String, _ sentence: String,
            _ hint: String? = nil, status: Commands.ExitStatus = .usage
        ) {
            (self.filter, self.marked, self.code) = (filter, marked, code)
            (self.sentence, self.hint, self.status) = (sentence, hint, status)
        }

        var testDescription: String { filter }
    }

    static let fields = [
        Slip("stat:ready", "stat", "unknown-field", "“stat” is no field of an item.", "state"),
        Slip("+a priorty>=high", "priorty", "unknown-field", "“priorty” is no field", "priority"),
        Slip("due.befor:fri", "due.befor", "unknown-field", "no field of an item", "due.before"),
        Slip(
            "risk>=high", "risk", "unknown-field", "“risk” is no field of an item.",
            "'\"risk>=high\"'"),
        Slip("zzz:1", "zzz", "unknown-field", "“zzz” is no field of an item.", "'\"zzz:1\"'"),
        Slip("team.before:fri", "team.before", "unknown-field", "no field of an item"),
        Slip("has:teem", "teem", "unknown-field", "“teem” is no field", "Did you mean team?"),
        Slip("state:actve", "actve", "invalid", "state cannot be “actve”.", "Did you mean active?"),
        Slip("a state:ready,actve b", "actve", "invalid", "state cannot be", "active"),
        Slip("size:big", "big", "invalid", "size is a whole number"),
        Slip("size>big", "big", "invalid", "size is a whole number"),
        Slip("rank:1", "1", "invalid", "rank is not typed."),
        Slip("due:someday", "someday", "invalid", "is no date", "For example"),
        Slip("due.before:2026-02-30", "2026-02-30", "invalid", "that month has 28 days"),
        Slip("due:fri@Moon/Base", "fri@Moon/Base", "invalid", "no time zone “Moon/Base”"),
        Slip("created:2w..1w", "2w..1w", "invalid", "must end after it begins"),
        Slip(
            "team:Nva", "Nva", "not-found", "no team “Nva”", "Did you mean Nova?", status: .absent),
        Slip("assignee:zoe", "zoe", "not-found", "no person “zoe”", status: .absent),
        Slip("blocked:maybe", "maybe", "yes-or-no", "neither", "blocked:yes or blocked:no"),
        Slip("archived:", "archived:", "yes-or-no", "“archived” is yes or no."),
        Slip("contested:yes,no", "contested:yes,no", "yes-or-no", "“contested” is yes or no."),
        Slip("blocked>no", "blocked>no", "no-order", "no order", "blocked:yes"),
        Slip("has>due", "has>due", "no-order", "no order", "has:due"),
        Slip("team>=Nova", "team>=Nova", "no-order", "no order", "team:A,B"),
        Slip("created:", "created:", "missing-value", "never unset"),
        Slip("has:", "has:", "one-value", "no value behind it", "has:due"),
        Slip("priority>=", "priority>=", "one-value", "no value behind it", "'priority>="),
        Slip("priority>=high,low", "priority>=high,low", "one-value", "takes one value"),
        Slip("due.before:", "due.before:", "one-value", "no value behind it", "due.before:fri"),
        Slip("due.before>=fri", "due.before>=", "two-comparisons", "compares already"),
        Slip("state:ready,", "", "missing-value", "A value is missing"),
        Slip("state:ready, active", " ", "missing-value", "A value is missing"),
        Slip("state:(ready)", "(", "parenthesis-in-value", "no part of a value"),
        Slip("priority >= high", ">=", "lone-sign", "without blanks", "'priority>=high'"),
    ]

    static let shapes = [
        Slip("(a or b", "(", "open-parenthesis", "never closed"),
        Slip("(", "(", "open-parenthesis", "never closed"),
        Slip("a)", ")", "stray-parenthesis", "closes nothing"),
        Slip(")", ")", "stray-parenthesis", "closes nothing"),
        Slip("a ( ) b", "( )", "empty-parentheses", "nothing between"),
        Slip("or", "or", "missing-operand", "nothing before “or”", "'\"or\"'"),
        Slip("a or", "or", "missing-operand", "nothing behind “or”"),
        Slip("a or or b", "or", "missing-operand", "nothing behind “or”"),
        Slip("and b", "and", "missing-operand", "nothing before “and”"),
        Slip("(a and)", "and", "missing-operand", "nothing behind “and”"),
        Slip("not", "not", "missing-operand", "nothing behind “not”"),
        Slip("\"pay by", "\"", "open-quote", "never closed"),
        Slip("team:\"Nova", "\"", "open-quote", "never closed"),
        Slip("\"a\"b", "\"", "text-after-quote", "blank is missing"),
        Slip("a \"\" b", "\"\"", "empty-quotes", "nothing between"),
        Slip("/pay", "/", "open-pattern", "never closed"),
        Slip("/etc/passwd", "passwd", "unknown-flag", "or i for any case", "'\"/etc/passwd\"'"),
        Slip("/(/", "/(/", "invalid-pattern", "no regular expression: expected ')'"),
        Slip("a /[z-a]/", "/[z-a]/", "invalid-pattern", "no regular expression"),
        Slip("/(?R)/", "/(?R)/", "invalid-pattern", "not currently supported"),
        Slip("é🇨🇿 stat:x", "stat", "unknown-field", "no field of an item"),
    ]

    @Test(arguments: [fields, shapes])
    func `a slip is marked, named, and answered with what may be meant`(slips: [Slip]) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("team new Nova")
        for slip in slips {
            let plain = desk.rail(["ls", slip.filter])
            #expect(plain.status == slip.status, "\(slip.filter)")
            #expect(plain.output.isEmpty)
            let lines = plain.errors.split(separator: "\n").map(String.init)
            try #require(lines.count >= 3, "\(slip.filter): \(plain.errors)")
            #expect(lines[0].hasPrefix("rail: ") && lines[0].contains(slip.sentence), "\(lines)")
            #expect(lines[1] == "  \(slip.filter)")
            #expect(lines[2].contains("^") && !lines[2].contains { $0 != " " && $0 != "^" })
            #expect(slip.hint.map { plain.errors.contains($0) } ?? true, "\(lines)")
            let json = try Desk.json(desk.rail(["ls", slip.filter, "--json"]).errors)
            #expect(json["code"] as? String == slip.code, "\(slip.filter)")
            let offset = try #require(json["offset"] as? Int)
            let length = try #require(json["length"] as? Int)
            let filter = try #require(json["filter"] as? String)
            let scalars = filter.unicodeScalars.dropFirst(offset).prefix(length)
            #expect(String(String.UnicodeScalarView(scalars)) == slip.marked, "\(slip.filter)")
        }
    }

    @Test func `every list and the export refuse the same`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        for line in [
            "ls nme:x", "item list nme:x", "team list nme:x", "freeze list nme:x",
            "export jsonl nme:x", "export jsonl --kind team nme:x",
        ] {
            let answer = desk.rail(line)
            #expect(answer.status == .usage, "\(line)")
            #expect(answer.errors.contains("  nme:x\n  ^^^\n"), "\(line): \(answer.errors)")
        }
        #expect(desk.rail("ls --urgent").errors.contains("--help"))
    }

    @Test func `a long filter is shown around the place`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let filter =
            String(repeating: "+label ", count: 100) + "stat:x " + "日本語"
            + String(repeating: " +b", count: 50)
        let lines = desk.rail(["ls", filter]).errors.split(separator: "\n").map(String.init)
        #expect(lines.allSatisfy { TextWidth.of($0) <= 80 || !$0.hasPrefix("  ") })
        let marks = try #require(lines.first { $0.contains("^^^^") })
        let line = try #require(lines.first { $0.hasPrefix("  ...") })
        let place = try #require(line.firstRange(of: "stat"))
        #expect(
            marks.prefix { $0 == " " }.count
                == line.distance(from: line.startIndex, to: place.lowerBound))
    }

    @Test func `a regular expression has two hundred characters and no more`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let fits = String(repeating: "a", count: FilterLimits.patternLengthMaxScalars)
        #expect(desk.rail(["ls", "/\(fits)/"]).status == .yes)
        let answer = desk.rail(["ls", "/\(fits)a/", "--json"])
        #expect(answer.status == .usage)
        #expect(answer.errors.contains("pattern-too-long"))
    }

    @Test func `the largest filter is one that SQLite takes`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let id = try desk.write("add Pay")
        // Two levels each, and one for the labels; an even number of negations is none.
        let deep = FilterLimits.depthMax / 2 - 2
        let filter =
            String(repeating: "-(", count: deep)
            + Array(repeating: "-zzz", count: FilterLimits.termsMax).joined(separator: " ")
            + String(repeating: ")", count: deep)
        #expect(try desk.column("id", of: "ls '\(filter)'") == [id])
        let labels = (0..<900).map { "l\($0)" }.joined(separator: ",").prefix(
            FilterLimits.lengthMaxScalars - 10)
        #expect(try desk.rows("ls 'labels:\(labels)0'").isEmpty)
    }
}
