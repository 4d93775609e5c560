internal import Foundation

/// The process that runs this program, as far as commands must know it.
enum SystemProcess {
    /// Where the running program lies, for those that call it back.
    static var program: String {
        Bundle.main.executablePath ?? CommandLine.arguments.first ?? "rail"
    }

    /// Becomes another program: the terminal, signals and the exit status are its own from then on.
    static func become(
        _ path: String, _ arguments: [String], _ variables: [String: String]
    ) throws -> Int32 {
        signal(SIGPIPE, SIG_DFL)
        let words = ([path] + arguments).map { strdup($0) } + [nil]
        let pairs = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
        execve(path, words, pairs)
        throw CommandFailure(
            "extension", "\(path) cannot be run (\(String(cString: strerror(errno)))).",
            hint: "A script begins with the program that reads it, as in #!/bin/sh.")
    }
}
