internal import Causality
package import Lattice

/// A piece of work on the shared backlog.
///
///     inbox ─▶ triaged ─▶ ready ─▶ active ─▶ review ─▶ integrated ─▶ done
///       └───────┴──────────┴─────────┴─────────┴────────────┴──▶ dropped
///
/// Steps may be skipped forwards and taken back; `done` and `dropped` are left only by reopening to
/// inbox, triaged, ready or active. Among concurrent transitions the one that keeps work in view is in force:
/// reopened over done, done over dropped.
package enum Item {
    package static let title = FieldDefinition(1, "title", .register, .line)
    package static let body = FieldDefinition(32, "body", .text, .prose)
    package static let type = FieldDefinition(
        33, "type", .register, .word(["task", "feature", "bug", "chore", "spike", "risk"]))
    package static let state = FieldDefinition(34, "state", .stateMachine(machine), .word(states))
    package static let team = FieldDefinition(35, "team", .contestedRegister, .entity([.team]))
    /// A claim: {person, whom the claimant saw there before}.
    package static let assignee = FieldDefinition(
        36, "assignee", .contestedRegister, .entity([.person]))
    package static let priority = FieldDefinition(
        37, "priority", .register, .word(["urgent", "high", "medium", "low"]))
    package static let size = FieldDefinition(38, "size", .register, .integer)
    package static let rank = FieldDefinition(39, "rank", .rank, .rank)
    /// {parent, parent that the move saw}: see `ParentLoops`.
    package static let parent = FieldDefinition(40, "parent", .register, .entity([.item]))
    package static let due = FieldDefinition(41, "due", .composite, .moment)
    package static let train = FieldDefinition(42, "train", .contestedRegister, .entity([.train]))
    package static let release = FieldDefinition(
        43, "release", .contestedRegister, .entity([.release]))
    package static let milestone = FieldDefinition(
        44, "milestone", .register, .entity([.milestone]))
    package static let acceptanceText = FieldDefinition(1, "text", .register, .line)
    package static let acceptanceDone = FieldDefinition(
        2, "done", .safety(SafetyOrder(["no", "yes"])), .word(["no", "yes"]))
    package static let acceptance = FieldDefinition(
        45, "acceptance", .keyedMap([1: acceptanceText.kind, 2: acceptanceDone.kind]), .composite,
        subfields: [acceptanceText, acceptanceDone])
    package static let comments = FieldDefinition(46, "comments", .growOnlyLog, .prose)
    /// Services, contracts, flags or journeys that the work changes, as `service:checkout`.
    package static let touches = FieldDefinition(47, "touches", .addWinsSet, .line)

    package static let states = [
        "inbox", "triaged", "ready", "active", "review", "integrated", "done", "dropped",
    ]

    package static let machine: StateTable = {
        let open: [CanonicalText] = [
            "inbox", "triaged", "ready", "active", "review", "integrated",
        ]
        var steps: [CanonicalText: [CanonicalText]] = [:]
        for state in open {
            steps[state] = open.filter { $0 != state } + ["done", "dropped"]
        }
        steps["done"] = ["inbox", "triaged", "ready", "active"]
        steps["dropped"] = ["inbox", "triaged", "ready", "active"]
        return StateTable(
            initial: "inbox", order: SafetyOrder(open + ["done", "dropped"]), steps: steps)
    }()

    package static let schema = EntitySchema(
        .item, title: title,
        own: [
            state, type, team, assignee, priority, size, rank, parent, due, train, release,
            milestone, acceptance, comments, touches, body,
        ])
}
