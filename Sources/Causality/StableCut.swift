/// Finds what every known replica has seen, below which history may be compacted.
package enum StableCut {
    /// The greatest vector that all reports cover; empty when nobody reports.
    package static func of(_ reports: some Sequence<VersionVector>) -> VersionVector {
        var cut: VersionVector?
        for report in reports { cut = cut?.met(report) ?? report }
        return cut ?? VersionVector()
    }
}
