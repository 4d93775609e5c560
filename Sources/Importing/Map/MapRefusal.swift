/// A map that cannot be used, with every mistake found in it.
package struct MapRefusal: Error, Sendable, CustomStringConvertible {
    package let problems: [MapProblem]

    package var description: String {
        problems.map(\.description).joined(separator: "\n")
    }
}
