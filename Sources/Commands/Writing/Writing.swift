internal import Causality
internal import Lattice
internal import ReleaseModel
internal import Replication

/// One write in the making: the draft, the state that it is made upon, and what its receipt will say.
struct Writing {
    /// What changed of one thing.
    struct Part {
        let id: EntityID
        var lines: [String]
    }

    /// A step that needs a grant, and the request that was made of it.
    struct Asked {
        let ask: GrantAsk
        let request: EntityID
    }

    var draft: Draft
    let view: ReplicaView
    let environment: ReplicaEnvironment
    private(set) var parts: [Part] = []
    private(set) var remarks: [String] = []
    private(set) var asked: [Asked] = []

    init(_ draft: Draft, _ view: ReplicaView, _ environment: ReplicaEnvironment) {
        self.draft = draft
        self.view = view
        self.environment = environment
    }

    var names: ThingNames { ThingNames(view) }

    var me: EntityID { EntityID(high: draft.place.author.high, low: draft.place.author.low) }

    /// The one thing of these kinds that a text names; a merged one stands for what it was merged into.
    mutating func find(_ text: String, _ kinds: EntityKind...) throws -> EntityID {
        let finder = ThingFinder(view)
        let named = try finder.find(text, kinds)
        let found = try finder.survivor(of: named)
        if found != named {
            remarks.append("\(names.id(named)) was merged into \(names.full(found))")
        }
        return found
    }

    func edits(of kind: EntityKind) throws -> FieldEdits {
        try FieldEdits(kind, view, environment)
    }

    /// A text as a field takes it.
    func value(_ text: String, for field: FieldDefinition) throws -> Value {
        try FieldReading.input(view, environment).value(text, for: field)
    }

    /// Keeps what needs a grant, so that a hub which grants can judge it later.
    mutating func ask(_ ask: GrantAsk, reason: String?) throws {
        let reason = try reason.flatMap {
            try value($0, for: GrantRequest.reason).string
        }
        let request = try PendingRequests.file(
            ask, reason: reason, in: &draft, view, environment)
        asked.append(Asked(ask: ask, request: request))
    }

    /// Puts on the receipt what words changed of a thing.
    mutating func say(_ edits: FieldEdits, of id: EntityID) {
        say(edits.lines, of: id)
        remark(edits.remarks)
    }

    /// Puts on the receipt what people should know beside.
    mutating func remark(_ sentences: [String]) { remarks += sentences }

    /// Puts something on the receipt.
    mutating func say(_ lines: [String], of id: EntityID) {
        guard let place = parts.firstIndex(where: { $0.id == id }) else {
            parts.append(Part(id: id, lines: lines))
            return
        }
        parts[place].lines += lines
    }
}
