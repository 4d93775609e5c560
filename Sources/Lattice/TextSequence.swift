/// The characters of a merging text in their final order, deleted and not yet seen ones too.
///
/// Characters come as pieces: stretches of one edit's insertion. Pieces lie in blocks that know how
/// many of their characters the version at hand shows, so finding the n-th one skips whole blocks.
struct TextSequence {
    /// A stretch of what one edit inserted, or of the text that the merge began with.
    struct Piece {
        /// The inserting edit; -1 for the text that the merge began with.
        let edit: Int
        /// The first character's place in that insertion, in scalars and in bytes.
        let start: Int
        let byteStart: Int
        var count: Int
        var byteCount: Int
        /// In the version at hand: 0 not inserted, 1 shown, 1 + n deleted by n edits.
        var state: Int
        /// Says whether any edit at all deletes it.
        var isDeleted = false
        var block = 0
        /// The pieces that hang before its first and behind its last character, ascending by edit id.
        var left: [Int] = []
        var right: [Int] = []
    }

    /// Where a piece lies.
    struct Place {
        var block: Int
        var index: Int
    }

    private struct Block {
        var pieces: [Int]
        var shownCount = 0
    }

    /// Above this a block is halved: long enough to skip much, short enough to move little.
    private static let blockCountMax = 128

    private(set) var pieces: [Piece]
    private var blocks: [Block]
    private var order: [Int]
    /// Of the version at hand.
    private(set) var shownCount = 0

    /// Begins with a piece without characters, behind which the whole text hangs.
    init() {
        pieces = [
            Piece(edit: -1, start: 0, byteStart: 0, count: 0, byteCount: 0, state: 1)
        ]
        blocks = [Block(pieces: [0])]
        order = [0]
    }

    static let root = 0

    /// Every piece, in the order of the text.
    var inOrder: [Int] { order.flatMap { blocks[$0].pieces } }

    /// Finds the n-th shown character: where its piece lies, and how far inside it.
    func find(_ position: Int) -> (place: Place, offset: Int)? {
        var rest = position
        for slot in order.indices {
            let block = blocks[order[slot]]
            guard rest >= block.shownCount else {
                for index in block.pieces.indices {
                    let piece = pieces[block.pieces[index]]
                    guard piece.state == 1 else { continue }
                    if rest < piece.count { return (Place(block: slot, index: index), rest) }
                    rest -= piece.count
                }
                return nil
            }
            rest -= block.shownCount
        }
        return nil
    }

    func piece(at place: Place) -> Int { blocks[order[place.block]].pieces[place.index] }

    func place(of piece: Int) -> Place {
        let block = pieces[piece].block
        return Place(
            block: order.firstIndex(of: block) ?? 0,
            index: blocks[block].pieces.firstIndex(of: piece) ?? 0)
    }

    /// The first piece behind a place that the version at hand holds, shown or deleted.
    func firstHeld(behind place: Place) -> Int? {
        var slot = place.block
        var index = place.index + 1
        while slot < order.count {
            let list = blocks[order[slot]].pieces
            while index < list.count {
                if pieces[list[index]].state > 0 { return list[index] }
                index += 1
            }
            slot += 1
            index = 0
        }
        return nil
    }

    /// The last piece of everything that hangs on a piece.
    func last(under piece: Int) -> Int {
        var piece = piece
        while let next = pieces[piece].right.last { piece = next }
        return piece
    }

    /// The first piece of everything that hangs on a piece.
    func first(under piece: Int) -> Int {
        var piece = piece
        while let next = pieces[piece].left.first { piece = next }
        return piece
    }

    /// Puts a new piece behind a place.
    mutating func insert(_ piece: Piece, behind place: Place) -> Int {
        insert(piece, at: Place(block: place.block, index: place.index + 1))
    }

    /// Puts a new piece at a place, before what lies there.
    mutating func insert(_ piece: Piece, at place: Place) -> Int {
        let number = pieces.count
        let block = order[place.block]
        pieces.append(piece)
        pieces[number].block = block
        blocks[block].pieces.insert(number, at: place.index)
        if piece.state == 1 {
            blocks[block].shownCount += piece.count
            shownCount += piece.count
        }
        if blocks[block].pieces.count > Self.blockCountMax { halve(place.block) }
        return number
    }

    /// Shortens a piece to its first `count` characters; the rest hangs behind it as a piece of its own.
    mutating func split(_ piece: Int, at count: Int, bytes: Int) -> Int {
        let whole = pieces[piece]
        var rest = Piece(
            edit: whole.edit, start: whole.start + count, byteStart: whole.byteStart + bytes,
            count: whole.count - count, byteCount: whole.byteCount - bytes, state: whole.state)
        rest.isDeleted = whole.isDeleted
        rest.right = whole.right
        let place = place(of: piece)
        pieces[piece].count = count
        pieces[piece].byteCount = bytes
        if whole.state == 1 {
            blocks[whole.block].shownCount -= rest.count
            shownCount -= rest.count
        }
        let number = insert(rest, behind: place)
        pieces[piece].right = [number]
        return number
    }

    /// Moves a piece between not inserted, shown and deleted.
    mutating func shift(_ piece: Int, by step: Int) {
        let (state, count, block) = (pieces[piece].state, pieces[piece].count, pieces[piece].block)
        pieces[piece].state = state + step
        let change = (state + step == 1 ? count : 0) - (state == 1 ? count : 0)
        blocks[block].shownCount += change
        shownCount += change
    }

    mutating func markDeleted(_ piece: Int) { pieces[piece].isDeleted = true }

    mutating func hangLeft(_ child: Int, on piece: Int, at place: Int) {
        pieces[piece].left.insert(child, at: place)
    }

    mutating func hangRight(_ child: Int, on piece: Int, at place: Int) {
        pieces[piece].right.insert(child, at: place)
    }

    private mutating func halve(_ slot: Int) {
        let block = order[slot]
        let moved = Array(blocks[block].pieces.suffix(blocks[block].pieces.count / 2))
        blocks[block].pieces.removeLast(moved.count)
        let number = blocks.count
        var shown = 0
        for piece in moved {
            pieces[piece].block = number
            if pieces[piece].state == 1 { shown += pieces[piece].count }
        }
        blocks[block].shownCount -= shown
        blocks.append(Block(pieces: moved, shownCount: shown))
        order.insert(number, at: slot + 1)
    }
}
