internal import Foundation

/// An expression for the jq that is installed on this machine.
struct JSONQuery {
    private let expression: String
    private let program: String

    /// Looks for jq at once, and lets it read the expression over nothing: what cannot be shown in the end must
    /// not be written before.
    init(_ expression: String, _ variables: [String: String]) throws {
        let path = variables["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
        let programs = path.split(separator: ":").map { "\($0)/jq" }
        guard let program = programs.first(where: FileManager.default.isExecutableFile) else {
            throw CommandFailure(
                "no-jq", "--jq runs the program jq, and there is none on the path.",
                hint: "Install jq, or pick fields with --json=id,title or --template.")
        }
        self.expression = expression
        self.program = program
        _ = try answer(to: "")
    }

    /// What jq says of a text; strings without their quotes, as scripts want them.
    ///
    /// Both ends are files without a name rather than pipes: neither side can wait for the other.
    func answer(to json: String) throws -> String {
        guard let input = tmpfile(), let errors = tmpfile() else {
            throw CommandFailure("unwritable", "Cannot make a temporary file for jq.")
        }
        defer {
            fclose(input)
            fclose(errors)
        }
        try FileHandle(fileDescriptor: fileno(input)).write(contentsOf: Data(json.utf8))
        rewind(input)
        let output = Pipe()
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        // The space keeps an expression such as `-1` from being read as an option.
        process.arguments = ["-r", "-M", " " + expression]
        process.standardInput = FileHandle(fileDescriptor: fileno(input))
        process.standardOutput = output
        process.standardError = FileHandle(fileDescriptor: fileno(errors))
        try process.run()
        let answer = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            rewind(errors)
            let told = FileHandle(fileDescriptor: fileno(errors)).readDataToEndOfFile()
            let line = String(decoding: told, as: UTF8.self).split(whereSeparator: \.isNewline)
                .first.map(String.init)
            throw CommandFailure(
                "jq", line ?? "jq ended with status \(process.terminationStatus).",
                hint: "The expression sees the whole answer: its records are `.data[]`.",
                status: .usage)
        }
        return String(decoding: answer, as: UTF8.self)
    }
}
