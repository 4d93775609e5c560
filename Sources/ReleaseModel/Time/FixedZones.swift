/// Zones that never change their clocks: the twin of the real database for tests and simulations.
package struct FixedZones: ZoneRules {
    package let version = "fixed"
    private let offsets: [String: Int]

    package init(
        _ offsets: [String: Int] = [
            "UTC": 0, "Asia/Tokyo": 540, "America/Recife": -180, "Europe/Prague": 60,
        ]
    ) {
        self.offsets = offsets
    }

    package func isKnown(_ zone: String) -> Bool { offsets[zone] != nil }

    package func offset(of zone: String, at instant: Int) -> Int? { offsets[zone] }
}
