/// A property that did not hold, with what was seen.
package struct Violation: Error, Hashable, Sendable, CustomStringConvertible {
    package let checker: Checker
    package let detail: String

    package var description: String { "\(checker.rawValue): \(detail)" }
}
