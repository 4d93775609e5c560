package import Causality

/// A step that only a grant may take: of what, which one, and why it is so.
package struct GrantAsk: Hashable, Sendable {
    package let subject: EntityID
    /// The step as it would be typed: `brake:free`, `state:lifted`, `undo 8f3a2c11@12`.
    package let step: String
    package let sentence: String
    package let hint: String?

    package init(_ step: String, of subject: EntityID, _ sentence: String, hint: String? = nil) {
        self.subject = subject
        self.step = step
        self.sentence = sentence
        self.hint = hint
    }
}
