internal import ReleaseModel

/// The day on which a week begins, as people of a country count.
enum WeekStart: String, CaseIterable {
    case monday = "mon"
    case friday = "fri"
    case saturday = "sat"
    case sunday = "sun"

    /// What was asked for, else what the country of the reader's locale counts by.
    init(_ word: String?, _ variables: [String: String]) throws {
        guard let word else {
            self = Self.ofTerritory(Self.territory(variables))
            return
        }
        let days = Self.allCases.map(\.rawValue)
        // Also as the whole name: `sunday` begins with the word.
        let short = word.lowercased()
        guard let day = Self.allCases.first(where: { $0.rawValue == short || $0.name == short })
        else {
            throw CommandFailure(
                "invalid-week-start", "No week begins on “\(word)”.",
                hint: "Write \(days.joined(separator: ", ")).", status: .usage)
        }
        self = day
    }

    private var name: String {
        switch self {
        case .monday: "monday"
        case .friday: "friday"
        case .saturday: "saturday"
        case .sunday: "sunday"
        }
    }

    /// 1 for Monday to 7 for Sunday.
    var weekday: Int {
        switch self {
        case .monday: 1
        case .friday: 5
        case .saturday: 6
        case .sunday: 7
        }
    }

    /// The short names of the days, in their order.
    var weekdays: [String] {
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        return Array(names[(weekday - 1)...] + names[..<(weekday - 1)])
    }

    /// The first day of the week that holds a day.
    func week(of day: CivilDate) -> CivilDate? {
        day.adding(days: -((day.weekday - weekday + 7) % 7))
    }

    // Countries

    /// Source: Unicode CLDR, supplemental week data, `firstDay`; all others begin on Monday.
    private static let territories: [WeekStart: Set<String>] = [
        .friday: ["MV"],
        .saturday: [
            "AF", "BH", "DJ", "EG", "IQ", "IR", "KW", "LY", "OM", "QA", "SD", "SY",
        ],
        .sunday: [
            "AG", "AS", "BD", "BR", "BS", "BT", "BW", "BZ", "CA", "CN", "CO", "DM", "DO", "ET",
            "GT",
            "GU", "HK", "HN", "ID", "IL", "IN", "JM", "JO", "JP", "KE", "KH", "KR", "LA", "MH",
            "MM",
            "MO", "MT", "MX", "MZ", "NI", "NP", "PA", "PE", "PH", "PK", "PR", "PT", "PY", "SA",
            "SG", "SV", "TH", "TT", "TW", "UM", "US", "VE", "VI", "WS", "YE", "ZA", "ZW",
        ],
    ]

    static func ofTerritory(_ territory: String?) -> WeekStart {
        guard let territory else { return .monday }
        return territories.first { $0.value.contains(territory) }?.key ?? .monday
    }

    /// The country of `pt_BR.UTF-8@latin`, from the first of the variables that says anything; nil in none.
    ///
    /// Source: POSIX.1-2017, "8.2 Internationalization Variables", for their order.
    static func territory(_ variables: [String: String]) -> String? {
        let names = ["LC_ALL", "LC_TIME", "LANG"]
        guard let locale = names.compactMap({ variables[$0] }).first(where: { !$0.isEmpty }) else {
            return nil
        }
        let parts = locale.prefix { $0 != "." && $0 != "@" }
            .split { $0 == "_" || $0 == "-" }.dropFirst()
        return parts.first { $0.utf8.count == 2 }?.uppercased()
    }
}
