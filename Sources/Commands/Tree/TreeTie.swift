/// What holds a row of a tree to the row that it stands under.
enum TreeTie: String {
    case root
    /// It is a part of the other.
    case parent
    /// The other waits for it.
    case blocks
    /// The other would wait for it, but that would close a circle.
    case suspended
}
