package import ArgumentParser
internal import ReleaseModel
internal import Replication

/// `rail board`: the backlog as columns of cards.
package struct ItemBoard: RailCommand {
    package static let configuration = CommandConfiguration(
        verb: "board", abstract: "Show the backlog as a board: a column a state, a card an item.",
        discussion: """
            Words narrow it as in `rail ls`; what is finished is left out, unless --all or state: asks for it. \
            Columns that do not fit the terminal are folded to counts, the empty ones first. A card bears a \
            sign where it is blocked, contested, or has not reached the hub yet.
            --limit active=3 says how many a column should hold, and the board says where it holds more. \
            --lanes cuts it by \(BoardLane.fields.map(\.name).joined(separator: ", ")).
            Example:  rail board team:nova --limit active=3 --lanes assignee
            """)

    @OptionGroup package var options: GlobalOptions
    @Option(help: "How many items a column should hold, as active=3; repeat for others.")
    package var limit: [String] = []
    @Option(help: "Cut the board into lanes by this field.") package var lanes: String?
    @Option(help: "How many cards of a column are shown, in each lane.")
    package var cards = ItemBoard.cardsShown
    @Flag(help: "Show done and dropped too.") package var all = false
    @Argument(
        parsing: .allUnrecognized,
        help: "A filter: field:value, +label, -label, words of the title.")
    package var words: [String] = []

    package init() {}

    /// What of a column is looked at before it is narrowed.
    package static let cardsShown = 8
    /// More lanes are no longer looked through on a terminal; a program gets all of them.
    static let lanesShown = 20

    package func validate() throws {
        guard cards > 0 else { throw ValidationError("--cards takes a number from 1 on.") }
    }

    package func run(in surroundings: Surroundings) throws {
        let session = try Session(options, surroundings)
        let limits = try BoardLimits(limit)
        let lane = try lanes.map(BoardLane.init)
        try session.read { view in
            let board = try board(view, session, limits, lane)
            let output = session.output
            if output.isJSON {
                try output.envelope(
                    "board", try AsOf(view), .array(board.json), problems: board.problems)
            } else if board.isEmpty {
                output.line(
                    words.isEmpty
                        ? "nothing to do; rail add \"Something to do\"" : "no item is like that")
            } else if output.isPlain {
                tell(board, output)
            } else {
                for line in BoardGrid(board, output).lines { output.line(line) }
            }
        }
    }

    private func board(
        _ view: ReplicaView, _ session: Session, _ limits: BoardLimits, _ lane: BoardLane?
    ) throws -> Board {
        var filter = try session.filter(words, Item.schema, view)
        let isOpen = filter.requireOpen(all: all)
        if all {
            filter.require(Backlog.own)
            if !filter.names(SharedFields.archived) { filter.require("archived = 0") }
        }
        // Where the words ask for states, finished ones are of the board as well.
        let isWhole = all || filter.names(Item.state)
        let states = Item.states.filter { isWhole || !Readiness.finishedStates.contains($0) }
        let reading = BoardReading(
            view: view, filter: filter, isOpen: isOpen, states: states, lane: lane,
            limits: limits, cards: cards, lanesMax: session.output.isJSON ? nil : Self.lanesShown)
        let board = try reading.board()
        guard filter.names(Item.state) else { return board }
        return board.withoutEmptyColumns
    }

    /// The board for who listens: how much is in each column, then card by card.
    private func tell(_ board: Board, _ output: Output) {
        var columns = Table(["column", "items", "limit"], flexible: nil)
        for column in board.columns where column.count > 0 || column.limit != nil {
            let over = column.isOver ? ", over" : ""
            columns.add([
                column.state, "\(column.count)", column.limit.map { "\($0)\(over)" } ?? "",
            ])
        }
        output.table(columns)
        let head = ["lane", "column", "id", "title", "priority", "who", "marks"]
        var cards = Table(head, flexible: nil)
        for lane in board.lanes {
            for (column, cell) in zip(board.columns, lane.cells) {
                for card in cell.cards {
                    cards.add([
                        lane.name, column.state, card.id, card.title, card.priority, card.who,
                        card.marks.map(\.rawValue).joined(separator: ", "),
                    ])
                }
                if cell.hidden > 0 {
                    cards.add([lane.name, column.state, "", "\(cell.hidden) more", "", "", ""])
                }
            }
        }
        output.line()
        output.table(cards)
    }
}
