/// Edits that wait to be looked at, the last in the order of folds first.
///
/// As many wait as there are open branches, so a sorted array beats a heap.
struct TextVersionQueue {
    private var edits: [Int] = []

    mutating func insert(_ edit: Int) {
        var place = edits.count
        while place > 0, edits[place - 1] > edit { place -= 1 }
        edits.insert(edit, at: place)
    }

    mutating func popLast() -> Int? { edits.popLast() }
}
