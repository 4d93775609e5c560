/// Reads named limits from the specification's table and from constants in the code.
enum LimitReader {
    /// A row of the table of limits.
    struct Row: Equatable {
        let name: String
        let value: Int
        let line: Int
    }

    /// Returns the rows of the section on limits.
    static func rows(of specification: SourceFile) -> [Row] {
        var isInside = false
        var rows: [Row] = []
        for (number, line) in zip(1..., specification.lines) {
            if line.hasPrefix("## ") { isInside = line.contains(/\b11\b/) }
            guard isInside, line.hasPrefix("|") else { continue }
            let cells = line.split(separator: "|").map { cell in
                cell.drop { $0 == " " }
            }
            guard cells.count > 1, let name = cells[0].firstMatch(of: /^`(\w+)`/)?.1,
                let value = leadingNumber(of: cells[1])
            else { continue }
            rows.append(Row(name: String(name), value: value, line: number))
        }
        return rows
    }

    /// Returns the values of every `static let` whose value is plain arithmetic on integers.
    static func constants(in sources: [SourceFile]) -> [String: Set<Int>] {
        var constants: [String: Set<Int>] = [:]
        for file in sources {
            for line in file.lines where line.contains("static let ") {
                guard let match = line.firstMatch(of: /static let (\w+)(?:: \w+)? = ([^\/]+)/),
                    let value = arithmetic(match.2)
                else { continue }
                constants[String(match.1), default: []].insert(value)
            }
        }
        return constants
    }

    /// Computes products, shifts and sums without parentheses; nil for anything else.
    static func arithmetic(_ expression: Substring) -> Int? {
        let words = expression.split(separator: " ").filter { !$0.isEmpty }
        guard words.count % 2 == 1, let first = words.first, var product = integer(first) else {
            return nil
        }
        var sum = 0
        for index in stride(from: 1, to: words.count, by: 2) {
            guard let value = integer(words[index + 1]) else { return nil }
            switch words[index] {
            case "*": product *= value
            case "<<": product <<= value
            case "+":
                sum += product
                product = value
            case "-":
                sum += product
                product = -value
            default: return nil
            }
        }
        return sum + product
    }

    private static func integer(_ word: Substring) -> Int? {
        let digits = word.filter { $0 != "_" }
        return digits.hasPrefix("0x") ? Int(digits.dropFirst(2), radix: 16) : Int(digits)
    }

    /// Reads `65,536 bytes`, `65536` or `2^16` at the start of a cell.
    private static func leadingNumber(of cell: Substring) -> Int? {
        if let match = cell.firstMatch(of: /^`?2\^(\d+)/), let power = Int(match.1), power < 63 {
            return 1 << power
        }
        guard let match = cell.firstMatch(of: /^`?(\d[\d,_]*)/) else { return nil }
        return Int(match.1.filter(\.isNumber))
    }
}
