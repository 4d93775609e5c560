import Causality

/// The names that occur in one document, each with the number that stands for it in the stored form.
struct Interning<Name: Identifier> {
    private(set) var names: [Name] = []
    private var numbers: [Name: Int] = [:]

    /// Few enough that looking at each costs less than hashing one.
    private static var scannedMax: Int { 12 }

    mutating func number(of name: Name) -> Int {
        if names.count <= Self.scannedMax {
            for number in names.indices
            where names[number].low == name.low && names[number].high == name.high {
                return number
            }
        } else if let number = numbers[name] {
            return number
        }
        let number = names.count
        names.append(name)
        if number == Self.scannedMax {
            for (number, name) in names.enumerated() { numbers[name] = number }
        } else if number > Self.scannedMax {
            numbers[name] = number
        }
        return number
    }
}
