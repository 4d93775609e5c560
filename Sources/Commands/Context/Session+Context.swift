internal import ReleaseModel
internal import Replication

extension Session {
    /// The filter of a list, narrowed by the context that is in use where it lists items; the answer says so.
    func filter(
        _ words: [String], _ schema: EntitySchema, _ view: ReplicaView
    ) throws -> ListFilter {
        var filter = try ListFilter(words, schema, view, environment)
        guard schema.kind == .item, let context = try ContextStore(view.replica).inUse() else {
            return filter
        }
        do {
            filter.narrow(by: try ListFilter(text: context.filter, schema, view, environment))
        } catch {
            let failure = CommandFailure(error)
            throw CommandFailure(
                "context", "The context “\(context.name)” cannot be applied: \(failure.sentence)",
                hint: "Leave it: rail context none", status: failure.status)
        }
        output.narrowed(by: context)
        return filter
    }
}
