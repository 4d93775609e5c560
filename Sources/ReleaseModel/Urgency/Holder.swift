/// Whose an item is, seen by whoever asks.
package enum Holder: Hashable, CaseIterable, Sendable {
    case reader
    case nobody
    case another
}
