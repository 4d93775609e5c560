/// Where in a file an evaluation stands: the tree in hand, those selected before it, and names.
struct EvaluationScope {
    let root: SourceTree
    /// Selected trees from the root inwards; the last is the one in hand.
    var trail: [SourceTree]
    /// Captures of the path, values of `let`, and `key`, `position`, `file`.
    var variables: [String: String]
    /// What the map's tables take from other files.
    var joined = JoinedTables()

    var tree: SourceTree { trail.last ?? root }

    /// What a path finds, in the order of the source.
    ///
    /// A shape that does not fit finds nothing; `mismatch` hears of it.
    func find(
        _ path: SourcePath, mismatch: (SourceTree, String) -> Void = { _, _ in }
    ) -> [EvaluationScope] {
        var start = self
        if path.isFromRoot {
            start.trail = [root]
        } else if path.levelsUp > 0 {
            guard path.levelsUp < trail.count else { return [] }
            start.trail.removeLast(path.levelsUp)
        }
        var found = [(scope: start, tree: start.tree, isSelected: true)]
        for step in path.steps {
            var next: [(scope: EvaluationScope, tree: SourceTree, isSelected: Bool)] = []
            for (scope, tree, _) in found {
                guard Self.fits(step, tree) else {
                    if !tree.isEmpty { mismatch(tree, Self.expected(step)) }
                    continue
                }
                switch step {
                case .key(let key):
                    if let entry = tree.entry(key) { next.append((scope, entry.tree, false)) }
                case .member(let number):
                    if let member = tree.member(number) { next.append((scope, member, false)) }
                case .everyMember:
                    for (position, member) in (tree.members ?? []).enumerated() {
                        let inner = scope.inside(member, position: position + 1)
                        next.append((inner, member, true))
                    }
                case .everyValue:
                    guard case .map(let entries) = tree.value else { continue }
                    for entry in entries {
                        var inner = scope
                        inner.trail.append(entry.tree)
                        inner.variables["key"] = entry.key
                        next.append((inner, entry.tree, true))
                    }
                }
            }
            found = next
        }
        return found.map { scope, tree, isSelected in
            guard !isSelected else { return scope }
            var inner = scope
            inner.trail.append(tree)
            return inner
        }
    }

    /// The first tree at a path, without the cost of scopes.
    func first(_ path: SourcePath) -> SourceTree? {
        guard !path.isPlural else { return find(path).first?.tree }
        var tree = root
        if !path.isFromRoot {
            guard path.levelsUp < trail.count else { return nil }
            tree = trail[trail.count - 1 - path.levelsUp]
        }
        for step in path.steps {
            let found: SourceTree? =
                switch step {
                case .key(let key): tree.entry(key)?.tree
                case .member(let number): tree.member(number)
                case .everyMember, .everyValue: nil
                }
            guard let found else { return nil }
            tree = found
        }
        return tree
    }

    /// A template filled in, blanks at its ends taken off; nil where a place stays empty.
    func text(_ template: Template) -> String? {
        var text = ""
        for part in template.parts {
            switch part {
            case .literal(let literal): text += literal
            case .place(let sources, let isOptional):
                if let value = value(of: sources) {
                    text += value
                } else if !isOptional {
                    return nil
                }
            }
        }
        return Self.trimmed(text)
    }

    private func value(of sources: [Template.Source]) -> String? {
        for source in sources {
            switch source {
            case .variable(let name):
                if let value = variables[name], !value.isEmpty { return value }
            case .path(let path):
                if let value = first(path)?.text, !value.isEmpty { return value }
            }
        }
        return nil
    }

    /// The scope at one member of a list.
    func inside(_ member: SourceTree, position: Int) -> EvaluationScope {
        var inner = self
        inner.trail.append(member)
        inner.variables["position"] = String(position)
        return inner
    }

    /// Whether a tree has the shape that a step walks into.
    private static func fits(_ step: SourcePath.Step, _ tree: SourceTree) -> Bool {
        switch (step, tree.value) {
        case (.key, .map), (.everyValue, .map): true
        case (.key, .list): tree.isRepeatable
        case (.member, _), (.everyMember, _): tree.members != nil
        case (.key, .scalar), (.everyValue, .list), (.everyValue, .scalar): false
        }
    }

    private static func expected(_ step: SourcePath.Step) -> String {
        switch step {
        case .key, .everyValue: "map"
        case .member, .everyMember: "list"
        }
    }

    private static func trimmed(_ text: String) -> String {
        func isBlank(_ unit: UInt8) -> Bool { unit == 0x20 || (0x09...0x0d).contains(unit) }
        guard let first = text.utf8.first, let last = text.utf8.last,
            isBlank(first) || isBlank(last)
        else { return text }
        let units = text.utf8
        guard let start = units.firstIndex(where: { !isBlank($0) }),
            let end = units.lastIndex(where: { !isBlank($0) })
        else { return "" }
        return String(text[start...end])
    }
}
