internal import Causality
internal import History
internal import Lattice
internal import ReleaseModel

/// What a source last said of an entity: a mark for each value, and the relations it stated.
///
/// It stands in the entity's `origin`, so that a later import can tell what the source changed from
/// what people changed here. Marks are hashes: the values stand in the fields already.
struct SaidFields: Equatable {
    /// Four bytes name the field and element, four its value: a change of the source that goes unseen
    /// would need both halves of one entity's few marks to meet.
    struct Mark: Hashable, Comparable {
        let name: UInt32
        let value: UInt32

        init(name: String, element: String = "", value: Value) {
            self.name = Self.half(name, Array(element.utf8))
            self.value = Self.half("value", value.canonicalBytes)
        }

        fileprivate init(name: UInt32, value: UInt32) {
            self.name = name
            self.value = value
        }

        static func < (left: Mark, right: Mark) -> Bool {
            (left.name, left.value) < (right.name, right.value)
        }

        private static func half(_ name: String, _ bytes: [UInt8]) -> UInt32 {
            var writer = CanonicalWriter()
            writer.counted(Array(name.utf8))
            writer.counted(bytes)
            return UInt32(truncatingIfNeeded: Hash.of(.entity, writer.bytes).prefix.low)
        }
    }

    private(set) var marks: Set<Mark> = []
    private(set) var edges: Set<EntityID> = []

    init() {}

    /// Reads what stands in an entity; replicas that imported apart left several origins, which add up.
    init(_ document: Document?) {
        for write in document?.writes(CellAddress(SharedFields.origin.number)) ?? [] {
            read(write.value)
        }
    }

    /// What an import of some of an entity's files leaves standing from the imports before.
    mutating func add(_ before: SaidFields) {
        let names = Set(marks.map(\.name))
        marks.formUnion(before.marks.filter { !names.contains($0.name) })
        edges.formUnion(before.edges)
    }

    /// An origin that cannot be read counts as having said nothing.
    private mutating func read(_ origin: Value) {
        let parts = origin.parts
        guard parts.count == 4 else { return }
        if case .bytes(let bytes) = parts[2] {
            for start in stride(from: 0, through: bytes.count - 8, by: 8) {
                marks.insert(
                    Mark(name: Self.word(bytes, start), value: Self.word(bytes, start + 4)))
            }
        }
        if case .bytes(let bytes) = parts[3] {
            for start in stride(from: 0, through: bytes.count - 16, by: 16) {
                if let edge = EntityID(bytes: bytes[start..<(start + 16)]) { edges.insert(edge) }
            }
        }
    }

    func value(source: String, key: String) -> Value {
        var bytes: [UInt8] = []
        for mark in marks.sorted() {
            for word in [mark.name, mark.value] {
                for shift in [24, 16, 8, 0] as [UInt32] {
                    bytes.append(UInt8(truncatingIfNeeded: word >> shift))
                }
            }
        }
        return .list([
            .text(source), .text(key), .bytes(bytes), .bytes(edges.sorted().flatMap(\.bytes)),
        ])
    }

    func contains(_ mark: Mark) -> Bool { marks.contains(mark) }

    /// Whether something was said of this field and element, whatever it was.
    func names(_ mark: Mark) -> Bool { marks.contains { $0.name == mark.name } }

    mutating func insert(_ mark: Mark) { marks.insert(mark) }

    mutating func insert(_ edge: EntityID) { edges.insert(edge) }

    private static func word(_ bytes: [UInt8], _ start: Int) -> UInt32 {
        bytes[start..<(start + 4)].reduce(0) { $0 << 8 | UInt32($1) }
    }
}
