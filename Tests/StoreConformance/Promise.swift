/// A promise of the port that an adapter broke.
package struct Promise: Error, CustomStringConvertible {
    package let description: String

    static func keep(
        _ condition: Bool, _ words: String, line: Int = #line
    ) throws {
        guard condition else { throw Promise(description: "\(words) (line \(line))") }
    }

    static func keep<Value: Equatable>(
        _ value: Value, is other: Value, _ words: String, line: Int = #line
    ) throws {
        guard value == other else {
            throw Promise(description: "\(words): \(value) is not \(other) (line \(line))")
        }
    }

    static func unwrap<Value>(
        _ value: Value?, _ words: String, line: Int = #line
    ) throws -> Value {
        guard let value else { throw Promise(description: "\(words) (line \(line))") }
        return value
    }
}

/// What a case throws to see a transaction undone.
struct Interruption: Error {}
