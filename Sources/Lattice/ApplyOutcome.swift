/// What became of an operation when it was folded into its document.
package enum ApplyOutcome: Hashable, Sendable {
    case applied
    /// Kept and shown to its author with the reason, never read.
    case void(VoidReason)
    /// Its bytes do not fit its verb, or its verb does not fit the field: kept as it came, never read.
    case malformed
    /// A verb of a newer version: kept as it came, its supersessions applied.
    case unknownVerb
}
