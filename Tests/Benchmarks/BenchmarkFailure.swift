/// Why a measurement says nothing: the states are not what they must be, or something did not run.
struct BenchmarkFailure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
}
