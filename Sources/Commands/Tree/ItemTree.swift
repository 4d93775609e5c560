package import ArgumentParser
internal import Causality
internal import ReleaseModel
internal import Replication

/// `rail tree`: what stands below what, or what waits for what.
package struct ItemTree: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "tree",
        abstract: "Show items with their parts as a tree, or with what they wait for.",
        discussion: """
            Without an item: every item that has parts, or with --depends every item that waits while nothing \
            waits for it. With --depends, what an item waits for stands under it; * marks the critical path, \
            the longest way by size, where an item without a size counts as 1. A relation that is suspended, \
            since it would close a circle, is dashed. What was shown above is not shown again.
            --dot writes the same for Graphviz.
            Example:  rail tree 7f3k --depends --depth 3
            Example:  rail tree --depends --dot > waits.dot
            """)

    @OptionGroup package var options: GlobalOptions
    @OptionGroup package var limit: ListLimit
    @Flag(help: "Show what an item waits for instead of its parts.") package var depends = false
    @Option(help: "How many levels below the top.") package var depth = ItemTree.depthShown
    @Flag(help: "Show what is finished too.") package var all = false
    @Flag(help: "Write a graph for Graphviz.") package var dot = false
    @Argument(help: "The item at the top.") package var id: String?

    package init() {}

    /// Deeper rows leave no room for their titles in eighty columns.
    package static let depthShown = 8
    /// No plan is deeper; what asks for more is a slip.
    static let depthMax = 1_000

    package func validate() throws {
        guard (1...Self.depthMax).contains(depth) else {
            throw ValidationError("--depth takes a number from 1 to \(Self.depthMax).")
        }
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let output = session.output
        guard !dot || !output.isJSON && !output.isPlain else {
            throw CommandFailure(
                "two-forms", "--dot is a form of its own: an answer has one form.",
                hint: "Keep one of them.", status: .usage)
        }
        try session.read { view in
            let top = try id.map { text in
                let finder = ThingFinder(view)
                return try finder.survivor(of: finder.find(text, [.item]))
            }
            let rows = dot ? limit.limit : limit.rows(on: output)
            let (page, path, isCut) =
                try depends
                ? waits(view, top, rows) : parts(view, top, rows)
            if dot {
                for line in TreeGraph(page: page).lines { output.line(line) }
            } else if output.isJSON {
                try output.envelope(
                    "tree", try AsOf(view), .array(page.json),
                    problems: problems(page, path, isCut, rows))
            } else {
                show(page, path, isCut, rows, top, output)
            }
        }
    }

    private typealias Answer = (page: ItemTreePage, path: CriticalPath, isCut: Bool)

    private func parts(_ view: ReplicaView, _ top: EntityID?, _ rows: Int?) throws -> Answer {
        let tree = PartTree(view, all: all)
        let roots = try top.map { [($0, TreeTie.root)] } ?? tree.roots(limit: Self.more(rows))
        let walk = TreeWalk(depthMax: depth, rowsMax: rows)
        let (places, isCut) = try walk.rows(from: roots) { try tree.parts(of: $0) }
        let page = try ItemTreePage(places, view, CriticalPath(), parts: tree)
        return (page, CriticalPath(), isCut)
    }

    private func waits(_ view: ReplicaView, _ top: EntityID?, _ rows: Int?) throws -> Answer {
        let roots =
            try top.map { [($0, TreeTie.root)] } ?? WaitTree.roots(view, limit: Self.more(rows))
        let path = try WaitTree.path(view, from: roots.map(\.0))
        let tree = WaitTree(view, path, all: all)
        let walk = TreeWalk(depthMax: depth, rowsMax: rows)
        let (places, isCut) = try walk.rows(from: roots) { try tree.blockers(of: $0) }
        return (try ItemTreePage(places, view, path, parts: nil), path, isCut)
    }

    /// One more than is shown, so that it is known whether more would follow.
    private static func more(_ rows: Int?) -> Int? { rows.map { $0 == .max ? $0 : $0 + 1 } }

    // Text

    private func show(
        _ page: ItemTreePage, _ path: CriticalPath, _ isCut: Bool, _ rows: Int?,
        _ top: EntityID?, _ output: Output
    ) {
        guard !page.rows.isEmpty else {
            output.line(
                depends
                    ? "nothing waits for anything"
                    : "no item has parts; rail move 7f3k --under 2m9q")
            return
        }
        let text = TreeText(page: page, isASCII: output.isASCII, depth: depth)
        output.table(output.isPlain ? text.plain : text.table)
        if depends, let top {
            let way = path.way(from: top)
            if way.items.count > 1 {
                output.text("critical path: \(way.items.count) items, size \(way.size)")
            }
        }
        if !output.isPlain {
            for line in Legend.lines(text.legend, width: output.terminal.width) {
                output.line(line)
            }
        }
        for sentence in remarks(page, path, isCut, rows) { output.text(sentence) }
    }

    private func remarks(
        _ page: ItemTreePage, _ path: CriticalPath, _ isCut: Bool, _ rows: Int?
    ) -> [String] {
        problemPairs(page, path, isCut, rows).map(\.sentence)
    }

    private func problems(
        _ page: ItemTreePage, _ path: CriticalPath, _ isCut: Bool, _ rows: Int?
    ) -> [JSONValue] {
        problemPairs(page, path, isCut, rows).map { code, sentence in
            .object([("code", .string(code)), ("message", .string(sentence))])
        }
    }

    /// What is not in the answer, for programs and people alike.
    private func problemPairs(
        _ page: ItemTreePage, _ path: CriticalPath, _ isCut: Bool, _ rows: Int?
    ) -> [(code: String, sentence: String)] {
        var pairs: [(String, String)] = []
        if isCut, let rows {
            pairs.append(("list-cut", "the first \(rows) rows; --limit \(rows * 2) shows more"))
        }
        if page.hidden > 0 {
            pairs.append(
                (
                    "tree-deep",
                    "\(Counted(page.hidden, "row")) more below; --depth \(depth + 1) shows the next level"
                ))
        }
        if path.isLeftOut {
            pairs.append(
                (
                    "path-left-out",
                    "more than \(CriticalPath.tiesMax) relations: the critical path is not marked"
                ))
        }
        return pairs
    }
}
