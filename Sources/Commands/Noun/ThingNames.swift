internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// What things are called in sentences.
struct ThingNames {
    private let view: ReplicaView

    init(_ view: ReplicaView) { self.view = view }

    /// The shortest beginning of the identifier that names it alone.
    func id(_ id: EntityID) -> String { EntityFinder(view).shown(id) }

    /// The title, and the identifier of what has none.
    func title(_ id: EntityID) -> String {
        guard let document = try? view.document(id) else { return self.id(id) }
        if document.entityKind == .edge, let relation = relation(document) { return relation }
        return document.title ?? self.id(id)
    }

    /// The title with the identifier behind it.
    func full(_ id: EntityID) -> String {
        let title = title(id)
        let shown = self.id(id)
        return title == shown ? shown : "\(title) (\(shown))"
    }

    /// What a field refers to, in full: also what is archived, and what nobody here has made yet.
    func reference(_ id: EntityID) -> String {
        let title = title(id)
        let shown = self.id(id)
        return remarked(title, [title == shown ? nil : shown, remark(id)])
    }

    /// What a list's column refers to, by its title alone.
    func short(_ id: EntityID) -> String { remarked(title(id), [remark(id)]) }

    private func remarked(_ title: String, _ remarks: [String?]) -> String {
        let remarks = remarks.compactMap { $0 }
        return remarks.isEmpty ? title : "\(title) (\(remarks.joined(separator: ", ")))"
    }

    private func remark(_ id: EntityID) -> String? {
        switch ReferenceState(try? view.document(id)) {
        case .live: nil
        case .archived: "archived"
        case .pending: "pending"
        }
    }

    /// Who wrote something.
    func author(_ member: MemberID) -> String {
        title(EntityID(high: member.high, low: member.low))
    }

    private func relation(_ edge: Document) -> String? {
        guard let source = edge.value(Edge.source)?.entityValue,
            let target = edge.value(Edge.target)?.entityValue, let kind = edge.string(Edge.kind)
        else { return nil }
        return "\(title(source)) \(kind) \(title(target))"
    }
}
