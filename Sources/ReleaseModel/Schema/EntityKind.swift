/// The kinds of thing that a workspace holds; the numbers are for ever.
package enum EntityKind: UInt32, CaseIterable, Sendable {
    case workspace = 1
    case person = 2
    case team = 3
    case item = 4
    case edge = 5
    case service = 6
    case train = 7
    case release = 8
    case milestone = 9
    case freeze = 10
    case entry = 11
    case series = 12
    /// What people recorded about a derived conflict card; the card itself is never replicated.
    case card = 13
    /// A step that needs a grant, asked for while none can be had.
    case request = 14
    case view = 15

    /// The word in commands, tables and exports.
    package var name: String {
        switch self {
        case .workspace: "workspace"
        case .person: "person"
        case .team: "team"
        case .item: "item"
        case .edge: "edge"
        case .service: "service"
        case .train: "train"
        case .release: "release"
        case .milestone: "milestone"
        case .freeze: "freeze"
        case .entry: "entry"
        case .series: "series"
        case .card: "card"
        case .request: "request"
        case .view: "view"
        }
    }

    package init?(name: some StringProtocol) {
        guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
        self = kind
    }
}
