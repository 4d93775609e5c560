internal import History
internal import ReleaseModel
internal import Replication

/// What undoing a change would do now: how much of it would be taken back, and why not the rest.
struct UndoOutlook {
    /// Operations that would be taken back, and those that would stay, because others replaced them since.
    let takenBack: Int
    let staying: Int
    /// Why nothing can be taken back; nil where something can.
    let obstacle: String?

    /// Drafts the undo over the state as it is, and leaves it.
    init(of change: AdmittedChange, in view: ReplicaView) throws {
        var draft = try view.trialDraft()
        do {
            let outcome = try draft.undo(change) { try view.change($0) }
            self.init(takenBack: outcome.undone, staying: outcome.kept.count, obstacle: nil)
        } catch let failure as DomainFailure {
            let (all, sentence) = (change.change.operations.count, failure.sentence)
            self.init(takenBack: 0, staying: all, obstacle: sentence)
        }
    }

    private init(takenBack: Int, staying: Int, obstacle: String?) {
        self.takenBack = takenBack
        self.staying = staying
        self.obstacle = obstacle
    }

    var line: String {
        if let obstacle { return "not possible: \(obstacle)" }
        return staying == 0
            ? "takes back all of it"
            : "takes back \(takenBack) of \(Counted(takenBack + staying, "write")): "
                + "the others have been replaced since"
    }

    var json: JSONValue {
        .object([
            ("possible", .bool(obstacle == nil)), ("takenBack", .number(Int64(takenBack))),
            ("staying", .number(Int64(staying))), ("obstacle", .text(obstacle)),
        ])
    }
}
