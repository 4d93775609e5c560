/// Makes the plain text of a graph of edits.
///
/// Where all were made in turn, edits are spliced into the text as they are. Where some are
/// concurrent, a walker merges that stretch on top of the text so far, and is thrown away after it.
struct TextFold {
    private(set) var text = ScalarText()

    /// Takes edits in the order of folds.
    init(_ edits: [TextEdit]) {
        let graph = TextGraph(edits)
        for stretch in graph.stretches {
            if stretch.count == 1 {
                let edit = edits[stretch.lowerBound]
                text.splice(
                    at: edit.position, deleting: edit.deleteCount, inserting: edit.insert)
            } else {
                var walker = TextWalker(
                    base: text, edits: Array(edits[stretch]), parents: graph.parents(in: stretch))
                text = walker.merged()
            }
        }
    }
}
