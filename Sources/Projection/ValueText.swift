internal import Causality
package import Lattice

/// A value as one text: what tables hold and exports show.
///
/// Entities appear by their id, composites by their first part.
package enum ValueText {
    package static func text(of value: Value) -> String? {
        switch value {
        case .none: nil
        case .flag(let flag): flag ? "yes" : "no"
        case .integer(let number): String(number)
        case .text(let text): text.string
        case .bytes(let bytes): Hexadecimal.text(bytes)
        case .entity(let id): Crockford.text(id)
        case .list(let parts): parts.first.flatMap { text(of: $0) }
        }
    }
}
