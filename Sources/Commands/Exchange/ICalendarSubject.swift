internal import Causality
internal import Lattice
internal import ReleaseModel

/// One thing of a workspace with what tables know of its age, as the properties of a component.
///
/// Its identifier is its UID, so that a reader who takes the file again finds what he has. Its SEQUENCE
/// is the seconds between its making and its last change: it grows with each, on every replica alike,
/// and nobody has to count.
struct ICalendarSubject {
    let document: Document
    /// Milliseconds since 1970.
    let created: Int64
    let changed: Int64

    var title: String { document.title ?? Crockford.text(document.id) }

    func head(
        _ title: String, uid: EntityID? = nil, suffix: String = "", to lines: inout ICalendarLines
    ) {
        lines.add("UID", Crockford.text(uid ?? document.id) + suffix)
        let stamp = ICalendarLines.stamp(changed)
        // Without a METHOD this is when the component was last revised (section 3.8.7.2).
        lines.add("DTSTAMP", stamp)
        lines.add("CREATED", ICalendarLines.stamp(created))
        lines.add("LAST-MODIFIED", stamp)
        lines.add("SEQUENCE", String(sequence))
        lines.add(text: "SUMMARY", title)
    }

    /// SEQUENCE is a number of 31 bits: some 68 years of changes.
    private var sequence: Int64 {
        min(max(0, (changed - created) / 1_000), Int64(Int32.max))
    }

    func tail(to lines: inout ICalendarLines) {
        lines.add(text: "DESCRIPTION", description)
        let own = document.schema?.field(named: "kind").flatMap { document.string($0) }
        let labels = document.elements(SharedFields.labels).compactMap(\.string)
        let categories = [document.entityKind?.name, own].compactMap { $0 }.filter { !$0.isEmpty }
        lines.add(
            "CATEGORIES",
            (categories + labels).map(ICalendarLines.escaped).joined(separator: ","))
        if let status { lines.add("STATUS", status) }
        let links = document.elements(SharedFields.links).compactMap(\.string)
        if let link = links.first(where: Self.isAddress) { lines.add("URL", link) }
    }

    /// A value of type URI: an address with a scheme and nothing that would end the line or the value.
    private static func isAddress(_ text: String) -> Bool {
        (text.hasPrefix("https://") || text.hasPrefix("http://"))
            && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
    }

    private var description: String? {
        var parts: [String] = []
        switch document.entityKind {
        case .item: parts.append(document.text(Item.body).string)
        case .freeze: parts.append(document.string(Freeze.reason) ?? "")
        case .release: parts.append(document.text(Release.releaseNotes).string)
        default: break
        }
        parts += document.entries(SharedFields.notes).compactMap(\.value.string)
        let text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        return text.isEmpty ? nil : text
    }

    var status: String? {
        switch document.entityKind {
        case .entry: document.string(CalendarEntry.state)?.uppercased()
        case .freeze: document.string(Freeze.state) == "lifted" ? "CANCELLED" : "CONFIRMED"
        case .release:
            ["withdrawn", "abandoned"].contains(document.string(Release.phase) ?? "")
                ? "CANCELLED" : "CONFIRMED"
        case .train:
            document.string(Train.phase) == "cancelled" ? "CANCELLED" : "CONFIRMED"
        case .item:
            switch document.string(Item.state) {
            case "done": "COMPLETED"
            case "dropped": "CANCELLED"
            case "active", "review", "integrated": "IN-PROCESS"
            default: "NEEDS-ACTION"
            }
        default: nil
        }
    }
}
