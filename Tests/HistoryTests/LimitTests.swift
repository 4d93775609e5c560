import Causality
import History
import StoreConformance
import Testing

/// Each limit holds at its edge: the last that fits is admitted, one more is malformed.
@Suite struct `Limits on changes` {
    private let stream = ScriptedStream(1)

    private func outcome(
        stamp: UInt64 = 1, dependencies: [VectorEntry] = [], operations: [Operation]
    ) throws -> AdmissionOutcome {
        let header = ChangeHeader(
            stream: stream.stream, sequence: 1, stamp: HybridTimestamp(raw: stamp),
            author: stream.author, dependencies: dependencies)
        let change = Change(header: header, operations: operations)
        let batch = stream.sealed([change], after: Head(0, .origin))
        return try Admission.admit(batch, into: InMemoryHistory(workspace: .scripted)) { _ in
            true
        }
    }

    private func operation(
        value: Int = 0, key: Int = 0, field: UInt32 = 0, supersedes: Int = 0
    ) -> Operation {
        Operation(
            .write, target: OperationID(stream.stream, 1, 0), field: field,
            key: [UInt8](repeating: 1, count: key), value: [UInt8](repeating: 1, count: value),
            supersedes: (0..<supersedes).map {
                OperationID(stream.stream, UInt64($0) + 1, 0)
            })
    }

    private func expectEdge(
        _ edge: Int, _ make: (Int) throws -> AdmissionOutcome
    ) throws {
        guard case .admitted = try make(edge) else {
            Issue.record("\(edge) still fits")
            return
        }
        #expect(try make(edge + 1) == .refused(.malformed))
    }

    @Test func `a value's length`() throws {
        try expectEdge(Limits.valueLengthMaxBytes) {
            try outcome(operations: [operation(value: $0)])
        }
    }

    @Test func `a key's length`() throws {
        try expectEdge(Limits.keyLengthMaxBytes) {
            try outcome(operations: [operation(key: $0)])
        }
    }

    @Test func `a field's number`() throws {
        try expectEdge(Int(Limits.fieldNumberMax)) {
            try outcome(operations: [operation(field: UInt32($0))])
        }
    }

    @Test func `what an operation supersedes`() throws {
        try expectEdge(Limits.supersedesPerOperationMax) {
            try outcome(operations: [operation(supersedes: $0)])
        }
    }

    @Test func `the operations of a change`() throws {
        try expectEdge(Limits.operationsPerChangeMax) {
            try outcome(operations: Array(repeating: operation(), count: $0))
        }
    }

    @Test func `a stamp`() throws {
        try expectEdge(1 << 62) { try outcome(stamp: UInt64($0), operations: []) }
    }

    @Test func `a change as a whole`() throws {
        let value = operation(value: Limits.valueLengthMaxBytes - 64)
        guard case .admitted = try outcome(operations: [value, value, value]) else {
            Issue.record("three megabytes fit")
            return
        }
        #expect(
            try outcome(operations: Array(repeating: value, count: 5)) == .refused(.malformed))
    }
}
