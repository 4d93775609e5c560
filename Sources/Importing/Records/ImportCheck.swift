/// One line of a checklist: its key within the list, its words, and whether it is ticked.
package struct ImportCheck: Hashable, Sendable {
    package let key: String
    package let text: String
    package let isDone: Bool

    package init(key: String, text: String, isDone: Bool) {
        self.key = key
        self.text = text
        self.isDone = isDone
    }
}
