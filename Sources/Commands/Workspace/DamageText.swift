internal import Causality
internal import History

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

    private static func name(_ run: RunOutline) -> String {
        "run \(run.count) (stream \(run.stream.description.prefix(8)), "
            + "changes \(run.first) to \(run.last))"
    }
}
