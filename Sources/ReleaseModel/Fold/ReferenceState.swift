package import Lattice

/// What stands behind a reference, which itself stays as it was written whatever becomes of its target.
package enum ReferenceState: Hashable, Sendable {
    case live
    case archived
    /// Nothing here was made under that name yet: an import may name what another file makes.
    case pending

    package init(_ target: Document?) {
        guard let target, target.creation != nil else {
            self = .pending
            return
        }
        self = ArchiveClash.isArchived(target) ? .archived : .live
    }
}
