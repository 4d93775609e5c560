/// Moves through the versions of a graph of edits.
struct TextVersions {
    private let parents: [[Int]]
    /// The edits, whole branches together as far as causality allows: fewer moves than in any other order.
    let branchByBranch: [Int]
    /// A frontier: the version at hand is these edits and all before them.
    private var current: [Int] = []
    /// While moving, for each edit in the queue: 1 leads from the version at hand, 2 from the one wanted.
    private var marks: [UInt8]

    init(_ parents: [[Int]]) {
        self.parents = parents
        marks = Array(repeating: 0, count: parents.count)
        var children: [[Int]] = Array(repeating: [], count: parents.count)
        var missing: [Int] = []
        for (edit, seen) in parents.enumerated() {
            for parent in seen { children[parent].append(edit) }
            missing.append(seen.count)
        }
        var order: [Int] = []
        var ready = Array(parents.indices.filter { parents[$0].isEmpty }.reversed())
        while let edit = ready.popLast() {
            order.append(edit)
            for child in children[edit].reversed() {
                missing[child] -= 1
                if missing[child] == 0 { ready.append(child) }
            }
        }
        branchByBranch = order
    }

    /// Makes the version at hand the one that an edit was made in, plus that edit.
    ///
    /// Returns the edits to take out, then those to put back, to come to the version it was made in.
    mutating func move(toParentsOf edit: Int) -> (retreat: [Int], advance: [Int]) {
        let wanted = parents[edit]
        defer { current = [edit] }
        guard wanted != current else { return ([], []) }
        var queue = TextVersionQueue()
        // How many in the queue lead from one of the two versions only: with none, the rest is shared.
        var unshared = 0
        func mark(_ edit: Int, _ side: UInt8) {
            let old = marks[edit]
            marks[edit] = old | side
            if old == 0 { queue.insert(edit) }
            unshared += (old | side == 3 ? 0 : 1) - (old == 0 || old == 3 ? 0 : 1)
        }
        for edit in current { mark(edit, 1) }
        for edit in wanted { mark(edit, 2) }
        var retreat: [Int] = []
        var advance: [Int] = []
        while unshared > 0, let edit = queue.popLast() {
            let side = marks[edit]
            marks[edit] = 0
            if side != 3 { unshared -= 1 }
            if side == 1 { retreat.append(edit) }
            if side == 2 { advance.append(edit) }
            for parent in parents[edit] { mark(parent, side) }
        }
        while let edit = queue.popLast() { marks[edit] = 0 }
        return (retreat, advance)
    }
}
