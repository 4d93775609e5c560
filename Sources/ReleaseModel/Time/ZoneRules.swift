/// What the pure floors must ask of a time zone database, which is an argument like the clock.
package protocol ZoneRules: Sendable {
    /// The version of the data, for explanations.
    var version: String { get }

    func isKnown(_ zone: String) -> Bool

    /// Minutes that clocks in a zone are ahead of UTC at an instant (minutes since 1970, UTC); nil if unknown.
    func offset(of zone: String, at instant: Int) -> Int?
}

extension ZoneRules {
    /// The instant of a wall time, in minutes since 1970 UTC; nil for an unknown zone.
    ///
    /// A time that a clock change skips is read with the offset before the change, one that it repeats
    /// is read as the first: both as RFC 5545 section 3.3.5 asks.
    package func instant(of local: CivilDateTime, in zone: String) -> Int? {
        let wall = local.minuteNumber
        guard let before = offset(of: zone, at: wall - 1440),
            let after = offset(of: zone, at: wall + 1440)
        else { return nil }
        let early = wall - before
        if offset(of: zone, at: early) == before { return early }
        let late = wall - after
        if offset(of: zone, at: late) == after { return late }
        return early
    }

    /// The second instant of a wall time that a clock change repeats; nil for one that comes once.
    package func repetition(of local: CivilDateTime, in zone: String) -> Int? {
        let wall = local.minuteNumber
        guard let before = offset(of: zone, at: wall - 1440),
            let after = offset(of: zone, at: wall + 1440), after < before,
            offset(of: zone, at: wall - before) == before,
            offset(of: zone, at: wall - after) == after
        else { return nil }
        return wall - after
    }

    /// What a wall clock in a zone shows at an instant; nil for an unknown zone.
    package func local(of instant: Int, in zone: String) -> CivilDateTime? {
        offset(of: zone, at: instant).flatMap { CivilDateTime(minuteNumber: instant + $0) }
    }

    /// Says whether a wall time is skipped by a clock change.
    package func isSkipped(_ local: CivilDateTime, in zone: String) -> Bool {
        guard let instant = instant(of: local, in: zone),
            let shown = self.local(of: instant, in: zone)
        else { return false }
        return shown != local
    }
}
