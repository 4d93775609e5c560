internal import Causality
internal import History
internal import Replication

/// Changes that were looked up once: the fields of one thing were mostly written in a few of them.
final class ChangeMemory {
    private let view: ReplicaView
    private var known: [Dot: AdmittedChange?] = [:]

    init(_ view: ReplicaView) { self.view = view }

    func change(_ dot: Dot) throws -> AdmittedChange? {
        if let change = known[dot] { return change }
        let found = try view.change(dot)
        known[dot] = found
        return found
    }
}
