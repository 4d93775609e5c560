internal import Causality

/// One row of a tree, where it stands and what is said of it.
struct TreeRow {
    let id: EntityID
    let tie: TreeTie
    let under: EntityID?
    /// 0 at the top.
    let depth: Int
    /// Of every level down to its own: whether nothing more of that level follows.
    let lasts: [Bool]
    /// Stands further up with all that is under it.
    let isRepeated: Bool
    /// Rows right under it that lie deeper than was asked for.
    let hidden: Int

    /// The lines that lead to it, as `│  └─ `; a suspended relation is dashed.
    func branches(ascii: Bool) -> String {
        guard depth > 0 else { return "" }
        let trunk = lasts.dropFirst().dropLast().map { $0 ? "   " : ascii ? "|  " : "│  " }
        let fork = lasts.last == true ? (ascii ? "`" : "└") : ascii ? "|" : "├"
        let line = tie == .suspended ? (ascii ? "." : "╌") : ascii ? "-" : "─"
        return trunk.joined() + fork + line + " "
    }
}
