/// One question of a filter, and where it stands in it.
struct FilterTerm {
    enum Question: Equatable {
        /// A part of the title, in any case.
        case text(String)
        case label(String)
        /// A field or a mark by name; no values ask whether it is unset.
        case field(String, FilterComparison, [Value])
        case pattern(String, ignoresCase: Bool)
    }

    /// What a field is compared with.
    struct Value {
        let text: String
        let place: Range<Int>
    }

    let question: Question
    /// Counted in Unicode scalars from the beginning of the filter.
    let place: Range<Int>
}

// Two terms are equal where they ask the same, wherever they stand.

extension FilterTerm: Equatable {
    static func == (one: FilterTerm, other: FilterTerm) -> Bool { one.question == other.question }
}

extension FilterTerm.Value: Equatable {
    static func == (one: FilterTerm.Value, other: FilterTerm.Value) -> Bool {
        Array(one.text.utf8) == Array(other.text.utf8)
    }
}
