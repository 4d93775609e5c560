import Causality
import Lattice
import SimulationKit

/// Makes up stories: replicas that write, sometimes hear from each other, and know no more than that.
struct StoryTeller {
    private struct Replica {
        let stream: StreamID
        var document = Document(id: Story.entity)
        var known: Set<Int> = []
        var sequence: UInt64 = 0
        var index: UInt32 = 0
        var stamp: UInt64 = 0
        var effective: UInt64 = 0
    }

    private var generator: SplitMix64
    private var replicas: [Replica]
    private var story: Story
    private var lastAuthor: Int?

    private init(kind: FieldKind?, replicas: Int, generator: SplitMix64) {
        self.generator = generator
        self.replicas = (1...replicas).map {
            Replica(stream: StreamID(high: UInt64($0 * 37 % 11), low: UInt64($0)))
        }
        story = Story(kind: kind)
    }

    /// Tells a story of so many operations.
    static func tell(
        _ kind: FieldKind?, operations: Int, replicas: Int = 3, seed: Seed
    ) -> Story {
        told(kind, operations: operations, replicas: replicas, seed: seed).story
    }

    /// Tells a story and says what each replica knows at its end.
    static func told(
        _ kind: FieldKind?, operations: Int, replicas: Int = 3, seed: Seed
    ) -> (story: Story, known: [Set<Int>]) {
        var teller = StoryTeller(kind: kind, replicas: replicas, generator: seed.generator)
        while teller.story.steps.count < operations { teller.turn() }
        return (teller.story, teller.replicas.map(\.known))
    }

    private mutating func turn() {
        let author = generator.number(0...replicas.count - 1)
        if generator.once(in: 3) {
            hear(author, from: generator.number(0...replicas.count - 1))
        } else {
            write(author)
        }
    }

    private mutating func hear(_ listener: Int, from speaker: Int) {
        lastAuthor = nil
        for place in replicas[speaker].known.subtracting(replicas[listener].known).sorted() {
            replicas[listener].document.apply(story.steps[place].operation, kind: story.kind)
            replicas[listener].known.insert(place)
            let effective = story.steps[place].operation.effective
            replicas[listener].effective = max(replicas[listener].effective, effective)
        }
    }

    private mutating func write(_ author: Int) {
        // Now and then two operations belong to one change.
        if lastAuthor == author, generator.once(in: 3) {
            replicas[author].index += 1
        } else {
            replicas[author].index = 0
            replicas[author].sequence += 1
            // Stamps of different streams collide often: ties must be broken.
            replicas[author].stamp += UInt64(generator.number(1...2))
            replicas[author].effective =
                max(replicas[author].stamp, replicas[author].effective + 1)
        }
        lastAuthor = author
        let replica = replicas[author]
        let draft = OperationDraft.make(
            kind: story.kind, document: replica.document, stream: replica.stream,
            seen: replica.known.sorted().map { story.steps[$0].operation.id }, using: &generator)
        let operation = FoldedOperation(
            id: OperationID(replica.stream, replica.sequence, replica.index),
            effective: replica.effective, stamp: HybridTimestamp(raw: replica.stamp),
            author: MemberID(high: 0, low: replica.stream.low), verb: draft.verb,
            address: draft.address, value: draft.value,
            supersedes: Stretch(draft.supersedes.sorted()), granted: draft.granted)
        replicas[author].document.apply(operation, kind: story.kind)
        story.steps.append(Story.Step(operation: operation, past: replica.known))
        replicas[author].known.insert(story.steps.count - 1)
    }
}
