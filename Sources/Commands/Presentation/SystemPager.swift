internal import Foundation

/// Runs the pager that a person chose, on the terminal of the command.
enum SystemPager {
    /// Shows a text; says whether that could be done.
    ///
    /// The pager belongs to the same group of processes, so that the terminal is its own; an interrupt is for
    /// it alone, since a command that ended before it would leave the terminal to two readers.
    static func show(_ text: String, with command: String) -> Bool {
        fflush(nil)
        guard let pipe = popen(command, "w") else { return false }
        let previous = signal(SIGINT, SIG_IGN)
        defer { signal(SIGINT, previous) }
        // A pager that is left before the end closes its side: nothing is wrong.
        let bytes = Array(text.utf8)
        _ = fwrite(bytes, 1, bytes.count, pipe)
        let status = pclose(pipe)
        // What a shell says of a program that it cannot find, or cannot run.
        return status != 127 << 8 && status != 126 << 8
    }
}
