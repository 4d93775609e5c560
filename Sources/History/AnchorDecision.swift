package import Causality

/// What opening a database calls for, by its anchor: go on, or mint a new stream before the next write.
///
///     database at the anchor                         normal
///     database ahead of it, and containing it        refresh (a crash between commit and anchor)
///     behind it, beside it, another file or machine  mint
///
/// Minting is cheap and clears itself, so every doubt mints; a reboot alone raises none.
package enum AnchorDecision: Hashable, Sendable {
    package enum MintReason: String, Hashable, Sendable, CaseIterable {
        /// The database has no stream of its own yet.
        case firstUse
        /// There is no anchor that can be read.
        case anchorAbsent
        /// The anchor remembers changes that the database lacks.
        case behind
        /// The database holds other changes than the anchor remembers.
        case diverged
        /// The database is a copy of the file that the anchor was made for.
        case otherFile
        /// The database was carried to another machine, which needs a device key of its own too.
        case otherMachine
    }

    case normal
    case refresh
    case mint(MintReason)

    /// Compares an anchor with the database's own stream as it is.
    ///
    /// `own` is the newest own change, sealed or not; `contains` says whether the database holds an own
    /// change.
    package static func of(
        _ anchor: Anchor?, own: VectorEntry?, machine: [UInt8], file: Anchor.FileIdentity,
        contains: (VectorEntry) throws -> Bool
    ) rethrows -> AnchorDecision {
        guard let own else { return .mint(.firstUse) }
        guard let anchor else { return .mint(.anchorAbsent) }
        guard anchor.machine == Array(machine.prefix(Anchor.machineLengthMaxBytes)) else {
            return .mint(.otherMachine)
        }
        guard anchor.file == file else { return .mint(.otherFile) }
        guard anchor.own.stream == own.stream else { return .mint(.diverged) }
        if anchor.own == own { return .normal }
        #if RAILYARD_BUG_REUSE_SEQUENCE  // Trips `one dot, one content`.
            return .refresh
        #else
            guard anchor.own.sequence <= own.sequence else { return .mint(.behind) }
            return try contains(anchor.own) ? .refresh : .mint(.diverged)
        #endif
    }
}
