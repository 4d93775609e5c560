/// One key of a map with its value.
package struct SourceEntry: Sendable {
    package let key: String
    /// Where the key stands; a value may begin lines below it.
    package let line: Int
    package let tree: SourceTree

    package init(key: String, line: Int, tree: SourceTree) {
        self.key = key
        self.line = line
        self.tree = tree
    }
}
