import Foundation
import ProcessKit
import Testing

/// What people and scripts write that cannot be meant.
@Suite struct `Words that cannot be meant` {
    /// A line and the sentence that refuses it.
    struct Slip: CustomTestStringConvertible {
        let line: String
        let sentence: String
        var hint: String?
        var code = "invalid"
        var status: Int32 = 2

        var testDescription: String { line }
    }

    private static let obeyed = "Remove it; a terminal would obey it instead of showing it."

    static let characters = [
        Slip(
            line: "rail add $'red \\e[31malert\\e[0m'",
            sentence: "title holds the control character U+001B.", hint: obeyed),
        Slip(
            line: "rail add $'bell \\a'",
            sentence: "title holds the control character U+0007.", hint: obeyed),
        Slip(
            line: "rail add $'two\\nlines'",
            sentence: "title holds the control character U+000A.", hint: obeyed),
        Slip(
            line: "rail add $'title \\u202e reversed'",
            sentence: "title holds the control character U+202E.", hint: obeyed),
        Slip(
            line: "rail add Text --body $'\\e]0;window title\\a'",
            sentence: "body holds the control character U+001B.", hint: obeyed),
        Slip(
            line: "rail add Text +$'la\\u009bbel'",
            sentence: "labels holds the control character U+009B.", hint: obeyed),
        Slip(
            line: "rail team new $'No\\eva'",
            sentence: "name holds the control character U+001B.", hint: obeyed),
    ]

    static let dates = [
        Slip(
            line: "rail add Pay due:2026-02-30",
            sentence: "There is no 2026-02-30: that month has 28 days."),
        Slip(
            line: "rail add Pay due:2027-02-29",
            sentence: "There is no 2027-02-29: that month has 28 days."),
        Slip(
            line: "rail add Pay due:2026-13-01",
            sentence: "There is no 2026-13-01: a year has 12 months."),
        Slip(
            line: "rail freeze new Winter window:2026-12-40..2026-12-50",
            sentence: "There is no 2026-12-40: that month has 31 days."),
        Slip(
            line: "rail milestone new Go when:2026-03-29T02:30@Europe/Prague",
            sentence:
                "In Europe/Prague there is no 02:30 on 2026-03-29: clocks go forward over it.",
            hint: "Take a time before the change, or 2026-03-29T03:30, which is what they show "
                + "then."),
        Slip(
            line: "rail cal month 2026-13", sentence: "“2026-13” is no month.",
            hint: "Write 2026-12.", code: "invalid-month"),
    ]

    static let zones = [
        Slip(
            line: "rail team new Nova zone:Mars/Olympus",
            sentence: "There is no time zone “Mars/Olympus”.",
            hint: "Zones are named by area and city, for example Europe/Berlin."),
        Slip(
            line: "rail train new winter departure:2026-12-17T16:00@Europe/Atlantis",
            sentence: "There is no time zone “Europe/Atlantis”.",
            hint: "Zones are named by area and city, for example Europe/Berlin."),
        Slip(
            line: "rail cal month --tz Nowhere", sentence: "There is no time zone “Nowhere”.",
            hint: "Zones have names such as Europe/Prague or UTC.", code: "unknown-zone"),
        Slip(
            line: "rail ls --tz ../../etc/passwd",
            sentence: "There is no time zone “../../etc/passwd”.",
            hint: "Zones have names such as Europe/Prague or UTC.", code: "unknown-zone"),
    ]

    @Test(arguments: [characters, dates, zones])
    func `are refused with a sentence, and nothing is written`(slips: [Slip]) throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        try Holdings.isKept(at: place) {
            for slip in slips {
                try Refusal(slip.status, slip.code, slip.sentence, hint: slip.hint)
                    .expect(of: slip.line, at: place)
            }
        }
    }

    @Test func `in bytes that are no UTF-8 are refused, not repaired`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        try Holdings.isKept(at: place) {
            for bytes in ["\\xff", "\\xc3", "\\xed\\xa0\\x80", "\\xf0\\x9f\\x9a"] {
                try Refusal(
                    2, "invalid-text", "Word 2 of the command is no UTF-8.",
                    hint: "Set the terminal to UTF-8, or convert the text first."
                ).expect(of: "rail add $'bad \(bytes) text'", at: place)
            }
        }
    }

    @Test func `of ten megabytes are refused, and kept for whoever wrote them`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        let id = try place.value("SELECT id FROM item")
        try place.get("yes 'a long line of text' | head -c 10000000 > long")
        try Holdings.isKept(at: place) {
            let outcome = try place.run("EDITOR='cp long' rail edit \(id)")
            #expect(outcome.status == 2)
            let sentence = "rail: body has 9999979 bytes; the limit is 1048576.\n"
            #expect(outcome.errors.hasPrefix(sentence))
            let kept = outcome.errors.split(separator: " ").last?.dropLast(2) ?? ""
            #expect(try place.get("cmp long \(kept) && rm \(kept)").isEmpty)
        }
        try place.get("head -c 1000000 long > short && EDITOR='cp short' rail edit \(id)")
        #expect(try place.value("SELECT length(body) FROM item").count >= 6)
    }

    @Test func `that an editor saved in another encoding are kept, not guessed`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        let id = try place.value("SELECT id FROM item")
        try place.get("printf 'First\\nna\\xefve\\n' > latin")
        try Holdings.isKept(at: place) {
            let outcome = try place.run("EDITOR='cp latin' rail edit \(id)")
            #expect(outcome.status == 2)
            #expect(
                outcome.errors.hasPrefix("rail: What was saved is no text in UTF-8.\nIt is in "))
        }
    }

    @Test func `of SQL are not blamed on the program`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        try Holdings.isKept(at: place) {
            try Refusal(
                2, "invalid", "Only reading is possible here.", hint: "Begin with SELECT."
            ).expect(of: "rail sql 'DELETE FROM item'", at: place)
            try Refusal(
                2, "invalid", "The query is wrong: near \"selekt\": syntax error.",
                hint: "`rail sql \"SELECT sql FROM sqlite_master\"` lists the tables."
            ).expect(of: "rail sql 'selekt title'", at: place)
            try Refusal(
                2, "invalid", "The query is wrong: no such table: nowhere.",
                hint: "`rail sql \"SELECT sql FROM sqlite_master\"` lists the tables."
            ).expect(of: "rail sql 'SELECT * FROM nowhere'", at: place)
        }
    }
}
