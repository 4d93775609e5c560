/// The part of a filter around a place, with carets under the place.
enum FilterExcerpt {
    /// A terminal of 80 columns shows this with an indent and both signs for what was cut off.
    static let widthMaxColumns = 70

    static func text(of filter: String, at place: Range<Int>) -> String {
        let scalars = Array(filter.unicodeScalars)
        let lower = min(max(0, place.lowerBound), scalars.count)
        let upper = min(max(lower, place.upperBound), scalars.count)
        // Wide characters take two columns, so half as many are sure to fit.
        let isShort = width(scalars[...]) <= widthMaxColumns
        let start = isShort ? 0 : max(0, lower - widthMaxColumns / 4)
        let end = isShort ? scalars.count : min(scalars.count, start + widthMaxColumns / 2)
        let before = (start > 0 ? "..." : "") + shown(scalars[start..<lower])
        let marked = shown(scalars[lower..<min(upper, end)])
        let after = shown(scalars[min(upper, end)..<end]) + (end < scalars.count ? "..." : "")
        let carets = String(repeating: "^", count: max(1, TextWidth.of(marked)))
        let indent = String(repeating: " ", count: TextWidth.of(before))
        return "  \(before)\(marked)\(after)\n  \(indent)\(carets)"
    }

    private static func width(_ scalars: ArraySlice<Unicode.Scalar>) -> Int {
        TextWidth.of(shown(scalars))
    }

    private static func shown(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        SafeText.line(FilterText.text(scalars))
    }
}
