internal import Causality
internal import History

/// How a change is called where people read and type it: `8f3a2c11@12`.
enum ChangeName {
    static func text(_ stream: StreamID, _ sequence: UInt64) -> String {
        "\(stream.description.prefix(8))@\(sequence)"
    }

    static func text(_ admitted: AdmittedChange) -> String {
        text(admitted.change.header.stream, admitted.change.header.sequence)
    }

    /// Says whether a word has the form of such a name, so that it is no time and no id.
    static func isOne(_ text: String) -> Bool {
        let halves = text.split(separator: "@", omittingEmptySubsequences: false)
        return halves.count == 2 && halves[0].count >= 4 && halves[0].allSatisfy(\.isHexDigit)
            && UInt64(halves[1]) != nil
    }
}
