internal import Foundation
package import Replication

/// Where answers go: text for people, a versioned envelope for programs.
package struct Output: Sendable {
    package let terminal: Terminal
    package let isJSON: Bool
    package let isASCII: Bool

    package init(_ options: GlobalOptions, _ environment: ReplicaEnvironment) {
        terminal = Terminal(environment.variables)
        isJSON = options.json
        isASCII = options.ascii
    }

    package func line(_ text: String = "") { Swift.print(text) }

    package func table(_ table: Table) {
        for line in table.lines(for: terminal, ascii: isASCII) { self.line(line) }
    }

    /// Prints the envelope: `{"schema":"rail.ls/1","asOf":{...},"data":...,"problems":[]}`.
    package func envelope(
        _ schema: String, _ asOf: AsOf?, _ data: JSONValue, problems: [JSONValue] = []
    ) {
        line(
            JSONValue.object([
                ("schema", .string("rail.\(schema)/1")), ("asOf", asOf?.json ?? .null),
                ("data", data), ("problems", .array(problems)),
            ]).line)
    }

    /// What a write changed, and how to undo it.
    package func receipt(_ lines: [String], undo: String?) {
        for line in lines { self.line(SafeText.line(line)) }
        if let undo { line(terminal.styled("undo: rail undo \(undo)", .dim)) }
    }
}
