/// A text made from the source, and a pattern that it must match, or must not.
package struct Condition {
    package let subject: Template
    package let pattern: TextPattern
    package let isNegated: Bool
}
