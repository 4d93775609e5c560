/// How a field is compared with what stands behind it.
enum FilterComparison: String, CaseIterable {
    case atLeast = ">="
    case atMost = "<="
    case more = ">"
    case less = "<"
    /// One of several values.
    case equal = ":"
}
