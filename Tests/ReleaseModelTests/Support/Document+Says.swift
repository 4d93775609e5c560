import Lattice
import ReleaseModel

extension Document {
    /// The text of a single-valued field, for short expectations.
    func says(_ field: FieldDefinition) -> String {
        value(field).map { FieldOutput().text($0, for: field) } ?? ""
    }
}

/// A window, in UTC unless it says otherwise.
func window(_ text: String) throws -> Value {
    guard let window = Window(text.contains("@") ? text : "\(text)@UTC") else {
        throw DomainFailure.invalid(text)
    }
    return window.value
}

func moment(_ text: String) throws -> Value {
    guard let moment = Moment(text.contains("@") ? text : "\(text)@UTC") else {
        throw DomainFailure.invalid(text)
    }
    return moment.value
}

func date(_ text: String) -> CivilDate {
    CivilDate(text) ?? CivilDate(dayNumber: 0) ?? { preconditionFailure("no calendar") }()
}
