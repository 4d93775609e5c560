package import Causality

/// The strongly connected parts of a directed graph, found without recursion so that depth costs no stack.
///
/// Source: R. Tarjan, "Depth-first search and linear graph algorithms" (1972).
package struct StrongComponents {
    private var component: [EntityID: Int] = [:]
    private var sizes: [Int] = []
    private var loops: Set<EntityID> = []

    package init(_ arcs: [(source: EntityID, target: EntityID)]) {
        var following: [EntityID: [EntityID]] = [:]
        for arc in arcs {
            following[arc.source, default: []].append(arc.target)
            if arc.source == arc.target { loops.insert(arc.source) }
        }
        var search = Search(following: following)
        for start in following.keys.sorted() { search.visit(start) }
        component = search.component
        sizes = search.sizes
    }

    /// The part in which an arc runs, if it runs inside a circle.
    package func circle(of source: EntityID, _ target: EntityID) -> Int? {
        guard let part = component[source], part == component[target] else { return nil }
        return sizes[part] > 1 || (source == target && loops.contains(source)) ? part : nil
    }

    private struct Search {
        let following: [EntityID: [EntityID]]
        var component: [EntityID: Int] = [:]
        var sizes: [Int] = []
        private var index: [EntityID: Int] = [:]
        private var low: [EntityID: Int] = [:]
        private var open: [EntityID] = []
        private var isOpen: Set<EntityID> = []

        init(following: [EntityID: [EntityID]]) { self.following = following }

        mutating func visit(_ start: EntityID) {
            guard index[start] == nil else { return }
            var path: [(place: EntityID, next: Int)] = []
            enter(start, &path)
            while let (place, next) = path.last {
                let arcs = following[place] ?? []
                guard next < arcs.count else {
                    leave(place)
                    path.removeLast()
                    if let above = path.last?.place {
                        low[above] = min(low[above, default: 0], low[place, default: 0])
                    }
                    continue
                }
                path[path.count - 1].next += 1
                let target = arcs[next]
                if index[target] == nil {
                    enter(target, &path)
                } else if isOpen.contains(target) {
                    low[place] = min(low[place, default: 0], index[target, default: 0])
                }
            }
        }

        private mutating func enter(
            _ place: EntityID, _ path: inout [(place: EntityID, next: Int)]
        ) {
            index[place] = index.count
            low[place] = index[place]
            open.append(place)
            isOpen.insert(place)
            path.append((place, 0))
        }

        private mutating func leave(_ place: EntityID) {
            guard low[place] == index[place] else { return }
            var size = 0
            while let member = open.popLast() {
                isOpen.remove(member)
                component[member] = sizes.count
                size += 1
                if member == place { break }
            }
            sizes.append(size)
        }
    }
}
