/// Says where in a source something was written, so that a person can open the file there.
package struct ImportOrigin: Hashable, Sendable {
    /// The part of the path that the map's pattern matched: equal on every machine.
    package let file: String
    /// Counted from 1; 0 where the whole file is meant.
    package let line: Int

    package init(file: String, line: Int) {
        self.file = file
        self.line = line
    }
}
