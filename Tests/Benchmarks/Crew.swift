import Foundation
import Synchronization

/// Does the same work for several replicas at once, a thread each, as separate programs would.
enum Crew {
    /// Runs a body for every number below `count`; throws what the first failure threw.
    static func run<Result: Sendable>(
        _ count: Int, _ body: @escaping @Sendable (Int) throws -> Result
    ) throws -> [Result] {
        let outcomes = Outcomes<Result>()
        let done = DispatchSemaphore(value: 0)
        for number in 0..<count {
            let thread = Thread {
                outcomes.note(number, .init { try body(number) })
                done.signal()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }
        for _ in 0..<count { done.wait() }
        return try outcomes.ascending.map { try $0.get() }
    }

    private final class Outcomes<Value: Sendable>: Sendable {
        private let all = Mutex<[Int: Result<Value, any Error>]>([:])

        func note(_ number: Int, _ outcome: Result<Value, any Error>) {
            all.withLock { $0[number] = outcome }
        }

        var ascending: [Result<Value, any Error>] {
            all.withLock { all in all.sorted { $0.key < $1.key }.map(\.value) }
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () throws -> Success) {
        self.init(catching: body)
    }
}
