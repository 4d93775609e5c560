import Foundation
import ProcessKit
import Testing

/// How much a replica holds: what a refused command may not change.
struct Holdings: Equatable {
    let status: String
    let doctor: String

    init(_ place: Workplace) throws {
        status = try place.get("rail status --digest")
        doctor = try place.get("rail doctor")
    }

    /// Runs a body that changes nothing at a place.
    static func isKept(
        at place: Workplace, sourceLocation: SourceLocation = #_sourceLocation,
        _ body: () throws -> Void
    ) throws {
        let before = try Holdings(place)
        try body()
        let after = try Holdings(place)
        #expect(before == after, sourceLocation: sourceLocation)
    }
}
