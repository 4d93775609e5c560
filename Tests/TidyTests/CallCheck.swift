/// Keeps clocks, randomness and waiting out of the rooms where they are arguments.
enum CallCheck {
    /// Calls that bring the outside world in, wherever they stand in `Sources`.
    private static let outside: [[String]] = [
        ["Date", "("], ["Date", ".", "now"], ["UUID", "("], ["SystemRandomNumberGenerator"],
        ["ContinuousClock"], ["SuspendingClock"], ["SystemClock", ".", "now"],
        ["Clock", ".", "now"], ["NIODeadline", ".", "now"], ["DispatchTime", ".", "now"],
        ["Task", ".", "sleep"], ["usleep", "("], ["nanosleep", "("], ["clock_gettime", "("],
        ["gettimeofday", "("], ["arc4random", "("], ["getrandom", "("], ["drand48", "("],
    ]

    /// Calls that draw from the system's generator unless one is handed in.
    private static let drawing: Set = ["random", "shuffled", "shuffle", "randomElement"]

    /// Calls that only let time pass.
    private static let sleeping: Set = ["sleep", "usleep", "nanosleep", "sleepForTimeInterval"]

    /// Words that a floor without input, output or waiting does not need.
    private static let impure: Set = [
        "await", "async", "actor", "print", "FileManager", "FileHandle", "ProcessInfo", "fopen",
        "Thread", "DispatchQueue", "Task", "CommandLine",
    ]

    static func findings(
        in file: SourceFile, doors: [String: Set<String>] = Floors.doors
    ) -> [Finding] {
        guard let target = file.target else { return [] }
        let allowed = doors[file.path] ?? []
        let found = outsideCalls(of: file.tokens) + drawingCalls(of: file.tokens)
        var findings = found.filter { !allowed.contains($0.text) }.map {
            Finding(file.path, $0.line, "\($0.text) is an argument here, never a call")
        }
        if Floors.isPure(target) {
            findings += impureWords(of: file.tokens).map {
                Finding(file.path, $0.line, "\($0.text) on a floor without input and output")
            }
        }
        return findings
    }

    /// Finds tests that wait for time to pass instead of for what they expect.
    static func sleepFindings(
        in file: SourceFile, doors: [String: Set<String>] = Floors.doors
    ) -> [Finding] {
        let allowed = doors[file.path] ?? []
        return file.tokens.indices.compactMap { index in
            let token = file.tokens[index]
            let isCall = index + 1 < file.tokens.count && file.tokens[index + 1].text == "("
            guard isCall, sleeping.contains(token.text), !allowed.contains(token.text) else {
                return nil
            }
            return Finding(file.path, token.line, "\(token.text): tests do not wait for time")
        }
    }

    private static func outsideCalls(of tokens: [Token]) -> [Token] {
        tokens.indices.compactMap { index in
            let isCall = outside.contains { call in
                index + call.count <= tokens.count
                    && call.indices.allSatisfy { tokens[index + $0].text == call[$0] }
            }
            guard isCall, !isEmptyHanded(tokens, index) else { return nil }
            return tokens[index]
        }
    }

    /// Says whether a `Date(` or `UUID(` is given its value, and so reads nothing.
    private static func isEmptyHanded(_ tokens: [Token], _ index: Int) -> Bool {
        guard ["Date", "UUID"].contains(tokens[index].text), index + 2 < tokens.count,
            tokens[index + 1].text == "("
        else { return false }
        return tokens[index + 2].text != ")" && tokens[index + 2].text != "timeIntervalSinceNow"
    }

    private static func drawingCalls(of tokens: [Token]) -> [Token] {
        tokens.indices.compactMap { index in
            guard drawing.contains(tokens[index].text), index > 0, index + 1 < tokens.count,
                tokens[index - 1].text == ".", tokens[index + 1].text == "("
            else { return nil }
            let given = arguments(tokens, from: index + 1)
            // `environment.random(32)` asks what was handed in; the library's forms are these two.
            let isHandedIn =
                tokens[index].text == "random" && given.count > 1 && !given.contains("in")
            return given.contains("using") || isHandedIn ? nil : tokens[index]
        }
    }

    private static func impureWords(of tokens: [Token]) -> [Token] {
        let words = tokens.filter { impure.contains($0.text) }
        let keys = tokens.indices.filter { index in
            index + 2 < tokens.count && tokens[index].text == "PrivateKey"
                && tokens[index + 1].text == "(" && tokens[index + 2].text == ")"
        }
        return words + keys.map { tokens[$0] }
    }

    /// Returns the words between a parenthesis and the one that closes it.
    private static func arguments(_ tokens: [Token], from open: Int) -> [String] {
        var depth = 0
        var words: [String] = []
        for token in tokens[open...] {
            if token.text == "(" { depth += 1 }
            if token.text == ")" { depth -= 1 }
            if depth == 0 { break }
            words.append(token.text)
        }
        return words
    }
}
