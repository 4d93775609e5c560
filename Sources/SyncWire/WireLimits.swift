import SyncProtocol

/// The bounds on frames; `Protocol/SPEC.md` section 11 lists them beside those of changes and sessions.
package enum WireLimits {
    /// Before both keys are proved a whole frame, its length included, fits a page of memory.
    package static let frameBeforeProofMaxBytes = SessionLimits.unauthenticatedMaxBytes

    /// The longest message is a batch whose columns did not compress, with its outline and position.
    package static let frameMaxBytes = 16 << 20 + 1 << 16
}
