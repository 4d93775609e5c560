package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `--since` of every export: only what changed from a point on.
package struct SinceOption: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Only what changed since a time, a change, or the vector of an earlier export.",
            valueName: "point"))
    package var since: String?

    package init() {}

    /// The things that changed; nil where all are meant.
    func changed(_ view: ReplicaView, _ session: Session) throws -> Set<EntityID>? {
        guard let since else { return nil }
        return try view.changed(since: try point(since, view, session))
    }

    private func point(
        _ text: String, _ view: ReplicaView, _ session: Session
    ) throws -> SincePoint {
        if let vector = VectorText.vector(text) { return .vector(vector) }
        if let dot = try change(text, view) { return .vector(try view.knowledge(at: dot)) }
        let input = try FieldReading.input(view, session.environment)
        let environment = session.environment
        do {
            let moment = Moment(try input.value(text, for: Item.due))
            if let start = moment?.start(environment.zones, reader: environment.zone) {
                return .time(UInt64(clamping: start) * 60_000)
            }
        } catch let failure as DomainFailure {
            throw refusal(text, failure.sentence)
        }
        throw refusal(text, "“\(TextRules.shown(text))” is no point of time.")
    }

    /// A change by the name that receipts print; nil where the text has another form.
    private func change(_ text: String, _ view: ReplicaView) throws -> Dot? {
        let halves = text.split(separator: "@")
        guard halves.count == 2, UInt64(halves[1]) != nil,
            halves[0].allSatisfy({ $0.isHexDigit }), !halves[0].isEmpty
        else { return nil }
        let dots = try view.dots(text)
        guard let dot = dots.first, try view.change(dot) != nil else {
            throw CommandFailure(
                "no-change", "There is no change \(text) here.",
                hint: "`rail log` lists changes by their names.", status: .absent)
        }
        guard dots.count == 1 else {
            throw CommandFailure(
                "ambiguous", "\(text) may mean several changes.", hint: "Write more of its name.",
                status: .absent)
        }
        return dot
    }

    private func refusal(_ text: String, _ sentence: String) -> CommandFailure {
        CommandFailure(
            "no-point", sentence,
            hint: "--since takes a time (-1w, 2026-11-12T16:00), a change (7eeacc2d@4), "
                + "or the vector of an export's first line.",
            status: .usage)
    }
}
