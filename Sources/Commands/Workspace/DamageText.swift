internal import Causality
internal import History
internal import Projection
internal import ReleaseModel
internal import Replication

/// Says what is damaged, in words.
enum DamageText {
    static func sentence(_ damage: LogDamage) -> String {
        switch damage {
        case .unreadable(let run): "\(name(run)) cannot be read back"
        case .runAbsent(let position): "the run at position \(position) is gone"
        case .chainBroken(let run): "\(name(run)) does not match its hash chain"
        case .sealForged(let run): "\(name(run)) bears a seal that its device did not make"
        case .looseEnd(let run): "\(name(run)) hangs on changes that are not here"
        case .positionWrong(let run): "\(name(run)) does not follow from the run before it"
        case .stampsWrong(let run): "\(name(run)) keeps wrong stamps"
        case .lineageWrong(let stream): "the branches of stream \(stream) do not match its runs"
        case .unsealedBroken(let sequence): "own change \(sequence) does not match its hash chain"
        }
    }

    /// One line for each thing, with all of its columns that differ.
    static func sentences(
        _ rows: [RowDamage], calling name: (String) -> String = { $0 }
    ) -> [String] {
        var places: [[String]: Int] = [:]
        var sentences: [String] = []
        for row in rows {
            let thing = [row.table, row.id]
            guard case .differs(let column) = row.fault, let place = places[thing] else {
                places[thing] = sentences.count
                sentences.append("\(row.table) \(name(row.id)): \(fault(row.fault))")
                continue
            }
            sentences[place] += ", \(column)"
        }
        return sentences
    }

    private static func fault(_ fault: RowDamage.Fault) -> String {
        switch fault {
        case .differs(let column): "does not say what was written in \(column)"
        case .absent: "has no row"
        case .leftOver: "is a row of nothing"
        }
    }

    /// What a repair did, line by line.
    static func lines(_ repair: RepairOutcome) -> [String] {
        var lines = repair.fetched.map { ["fetched \(Counted($0, "run")) from the hub"] } ?? []
        lines += losses(repair).map { "lost: \($0)" }
        if repair.movedChanges > 0 {
            lines.append(
                "kept under a new stream: \(Counted(repair.movedChanges, "change")) behind what is lost"
            )
        }
        return lines
    }

    /// What a repair could not bring back.
    static func losses(_ repair: RepairOutcome) -> [String] {
        repair.lostRuns.map { "\(name($0)), which the hub never had" }
            + repair.lostChanges.map { "own change \($0), which was never sent" }
    }

    private static func name(_ run: RunOutline) -> String {
        "run \(run.count) (stream \(run.stream.description.prefix(8)), "
            + "changes \(run.first) to \(run.last))"
    }
}
