package import Causality

/// The operations of a change, or only their hash where the bytes are withheld (redacted, encrypted):
/// the chain holds either way.
package enum Body: Hashable, Sendable {
    case operations(Stretch<Operation>)
    case withheld(Link)
}
