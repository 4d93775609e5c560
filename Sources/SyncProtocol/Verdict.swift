package import History

/// What a host tells a session of a batch that it was given: the part of an admission that the other
/// side hears about.
package enum Verdict: Hashable, Sendable {
    /// It is durable here, at this position if it brought anything new.
    case durable(LogPosition?)
    /// It hangs on changes that are lacking: these heads are wanted first, then it again.
    case missing([Want])
    case refused(Refusal)
}

extension Verdict {
    /// Turns an admission's outcome into what is said of it; the batch itself is wanted again too.
    package init(
        _ outcome: AdmissionOutcome, of batch: Batch, in store: any HistoryStore
    ) throws {
        switch outcome {
        case .admitted(_, let position, _):
            self = .durable(position)
        case .duplicate:
            self = .durable(nil)
        case .refused(let refusal):
            self = .refused(refusal)
        case .missing(let entries):
            self = .missing(
                try Exchange.wants(of: (entries + [batch.entry]).sorted(), in: store))
        }
    }
}
