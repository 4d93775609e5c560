import Foundation

/// One record in the form of the shared benchmarks: names and figures, printed as a JSON line.
struct Measurement {
    private enum Figure {
        case number(String)
        case text(String)
    }

    private var figures: [(name: String, figure: Figure)] = []

    init(_ workload: String, _ peer: String) {
        text("w", workload)
        text("peer", peer)
    }

    mutating func text(_ name: String, _ value: String) {
        figures.append((name, .text(value)))
    }

    mutating func count(_ name: String, _ value: Int) {
        figures.append((name, .number(String(value))))
    }

    /// Seconds with three digits behind the point, as the other records have them.
    mutating func seconds(_ name: String, _ value: Double) {
        figures.append((name, .number(String(format: "%.3f", value))))
    }

    mutating func flag(_ name: String, _ value: Bool) {
        figures.append((name, .number(value ? "true" : "false")))
    }

    func print() {
        let parts = figures.map { name, figure in
            switch figure {
            case .number(let number): "\"\(name)\": \(number)"
            case .text(let text): "\"\(name)\": \"\(text)\""
            }
        }
        Swift.print("{" + parts.joined(separator: ", ") + "}")
        fflush(nil)
    }
}
