package import Causality
package import History

/// A stream whose every byte follows from its seed; copying the value is copying the device.
package struct ScriptedStream: Sendable {
    package let workspace: WorkspaceID
    package let key: DeviceKey
    package let birth: StreamBirth
    package let stream: StreamID
    package let author: MemberID
    package private(set) var tip = Head(0, .origin)
    /// Raw stamp of the next change; tests set it to whatever clock they tell of.
    package var stamp: UInt64 = 1_000
    /// Bytes that go into the values, so that copies of one stream write different things.
    package var flavour: UInt8 = 0

    package init(_ seed: UInt8, in workspace: WorkspaceID = .scripted) {
        self.workspace = workspace
        guard let key = DeviceKey(seed: [UInt8](repeating: seed, count: DeviceKey.seedByteCount))
        else { preconditionFailure("thirty-two bytes always make a key") }
        self.key = key
        birth = StreamBirth(
            publicKey: key.publicKey,
            nonce: [UInt8](repeating: seed ^ 0x5a, count: StreamBirth.nonceByteCount))
        stream = birth.stream(in: workspace)
        author = MemberID(high: 7, low: UInt64(seed))
    }

    package var head: VectorEntry { VectorEntry(stream, tip) }

    /// Writes one change.
    package mutating func write(
        after dependencies: [VectorEntry] = [], operations: Int = 1, valueLength: Int = 3
    ) -> Change {
        let sequence = tip.sequence + 1
        let target = OperationID(stream, sequence, 0)
        let header = ChangeHeader(
            stream: stream, sequence: sequence, stamp: HybridTimestamp(raw: stamp),
            author: author, dependencies: dependencies.sorted())
        let operations = (0..<operations).map { index in
            Operation(
                index == 0 ? .create : .write, target: target, field: UInt32(index),
                value: [UInt8](repeating: flavour, count: valueLength))
        }
        let change = Change(header: header, operations: operations)
        tip = Head(sequence, Chain.link(after: tip.link, change))
        stamp += 1
        return change
    }

    /// Writes changes and seals them as one batch.
    package mutating func batch(
        of count: Int = 1, after dependencies: [VectorEntry] = []
    ) -> Batch {
        let previous = tip
        var changes: [Change] = []
        for index in 0..<count {
            changes.append(write(after: index == 0 ? dependencies : []))
        }
        return sealed(changes, after: previous)
    }

    /// Seals changes that this stream wrote, from `previous` up to the last of them.
    package func sealed(_ changes: [Change], after previous: Head) -> Batch {
        let links = Chain.links(after: previous.link, changes)
        let head = Head(previous.sequence + UInt64(changes.count), links.last ?? previous.link)
        guard let batch = Batch(changes, after: previous.link, seal: seal(head), birth: birth)
        else { preconditionFailure("a batch holds at least one change") }
        return batch
    }

    package func seal(_ head: Head) -> Seal {
        let message = Seal.message(workspace: workspace, stream: stream, head: head)
        return Seal(head: head, signature: key.signature(for: message) ?? [])
    }
}

extension WorkspaceID {
    /// The workspace of scripted tests.
    package static let scripted = WorkspaceID(high: 0x5261_696c, low: 0x7961_7264)
}
