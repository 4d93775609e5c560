/// The verbs of operations as numbers; `History.Verb` has the same ones and says what each does.
///
/// This floor does not import that one, so the numbers stand here a second time; a test of the
/// release model holds the two lists against each other.
package enum CellVerb {
    package static let create: UInt8 = 0
    package static let write: UInt8 = 1
    package static let add: UInt8 = 2
    package static let remove: UInt8 = 3
    package static let append: UInt8 = 4
    package static let total: UInt8 = 5
    package static let splice: UInt8 = 6
    package static let transition: UInt8 = 7
    package static let retract: UInt8 = 8

    package static let known: ClosedRange<UInt8> = 0...8
}
