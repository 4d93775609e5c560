package import Causality
package import History

/// The hub's answer to `resume`: how the download will go, and what the hub lacks.
package struct Position: Hashable, Sendable {
    package enum Course: Hashable, Sendable {
        /// The cursor fits the hub's log: runs follow from it.
        case fromCursor
        /// It does not, or there was none: here is what the hub holds, ascending; the replica answers
        /// with `missing`, perhaps empty.
        case byVectors([VectorEntry])
    }

    package let course: Course
    /// The epoch that the cursors of this session belong to; newer than in `welcome` where the
    /// replica's cursor showed that this hub went back.
    package let epoch: HubEpoch
    /// The hub's newest position as it answers.
    package let head: LogPosition
    /// What the replica holds and the hub lacks, ascending; all else that it holds is durable here.
    package let wants: [Want]

    package init(course: Course, epoch: HubEpoch, head: LogPosition, wants: [Want]) {
        self.course = course
        self.epoch = epoch
        self.head = head
        self.wants = wants
    }
}
