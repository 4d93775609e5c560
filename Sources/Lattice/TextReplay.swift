/// Makes the plain text of a graph of edits.
struct TextReplay {
    private(set) var text = ScalarText()

    /// Takes edits in the order of folds.
    init(_ edits: [TextEdit]) {
        for edit in edits {
            text.splice(at: edit.position, deleting: edit.deleteCount, inserting: edit.insert)
        }
    }
}
