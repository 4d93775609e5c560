package import ReleaseModel

/// Says how a field's value is made from the source.
package struct FieldRule {
    package indirect enum Origin {
        case template(Template)
        /// A list, each member made by a rule of its own.
        case each(MemberSource, FieldRule)
        case reference(kind: EntityKind, key: FieldRule)
        case window(FieldRule, FieldRule)
        case checklist(SourcePath)
        /// The first of several rules that gives a value.
        case firstOf([FieldRule])
    }

    package enum Markup: String, CaseIterable, Sendable {
        case markdown, html
    }

    package enum Step {
        case lowercase
        /// The words without the marks of their markup.
        case plain(Markup)
        case replace(TextPattern, with: String)
        /// The word that stands beside the first pattern that matches.
        case cases([(pattern: TextPattern, gives: String)], fallback: String?)
        case table(ValueTable, name: String)
        /// `isDay` leaves a time of day off.
        case date([DateFormat], zone: Template?, isDay: Bool)
        case integer
        case boolean
    }

    package let origin: Origin
    package let steps: [Step]
    package let isRequired: Bool
    /// Where the rule stands in its map.
    package let line: Int
}
