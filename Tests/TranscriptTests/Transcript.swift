/// A page of the user guide: prose, and between it what people type and what comes back.
///
///     ```console
///     ana$ rail add "Pay by card"          the prompt says who types
///     > --body "..."                       a command goes on behind this prompt
///     7f3k                                 what is printed
///     (exit 5)                             said where a command does not end well
///     ```
///
/// In a block of `console any-order` the lines of an answer may come in any order.
struct Transcript {
    /// One command with its answer.
    struct Step {
        var who: String
        var command: String
        var answer: [String]
        /// The lines of the page that the answer stands on.
        var range: Range<Int>
        var isOrdered: Bool
    }

    let lines: [String]
    let steps: [Step]

    init(_ text: String) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        var steps: [Step] = []
        var isInside = false
        var isOrdered = true
        for (number, line) in lines.enumerated() {
            if line.hasPrefix("```") {
                isInside = !isInside && line.hasPrefix("```console")
                isOrdered = !line.hasSuffix("any-order")
                continue
            }
            guard isInside else { continue }
            if let prompt = Self.prompt(line) {
                steps.append(
                    Step(
                        who: prompt.who, command: prompt.command, answer: [],
                        range: number + 1..<number + 1, isOrdered: isOrdered))
            } else if line.hasPrefix("> "), var step = steps.popLast() {
                step.command += "\n" + line.dropFirst(2)
                step.range = number + 1..<number + 1
                steps.append(step)
            } else if var step = steps.popLast() {
                step.answer.append(line)
                step.range = step.range.lowerBound..<number + 1
                steps.append(step)
            }
        }
        self.steps = steps
    }

    /// The page with other answers.
    func text(answering answers: [[String]]) -> String {
        var lines = lines
        for (step, answer) in zip(steps, answers).reversed() {
            lines.replaceSubrange(step.range, with: answer)
        }
        return lines.joined(separator: "\n")
    }

    private static func prompt(_ line: String) -> (who: String, command: String)? {
        guard let match = line.wholeMatch(of: #/([a-z]+)\$ (.+)/#) else { return nil }
        return (String(match.1), String(match.2))
    }
}
