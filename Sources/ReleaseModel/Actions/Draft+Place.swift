package import Causality
internal import Lattice

// Hand-made order: an item's rank is one write, whatever else moves at the same time.

extension Draft {
    /// Where in a list something goes.
    package enum Placement: Hashable, Sendable {
        case top
        case bottom
        case before(EntityID)
        case after(EntityID)
    }

    /// Puts an item into a list that is given in the order in which it is shown.
    ///
    /// Those without a rank are shown after those with one. Where the new place lies among them, the ones
    /// above it get ranks too, in the order in which they stand.
    package mutating func place(
        _ item: EntityID, _ placement: Placement, in list: [EntityID]
    ) throws {
        let others = list.filter { $0 != item }
        let gap: Int
        switch placement {
        case .top: gap = 0
        case .bottom: gap = others.count
        case .before(let other): gap = try index(of: other, in: others)
        case .after(let other): gap = try index(of: other, in: others) + 1
        }
        var lower: Rank?
        for other in others.prefix(gap) {
            if let rank = try rank(of: other) {
                lower = rank
            } else {
                lower = try setRank(of: other, between: lower, nil)
            }
        }
        let upper = gap < others.count ? try rank(of: others[gap]) : nil
        try setRank(of: item, between: lower, upper)
    }

    @discardableResult
    private mutating func setRank(
        of item: EntityID, between lower: Rank?, _ upper: Rank?
    ) throws -> Rank {
        let id = OperationID(place.dot, UInt32(operations.count))
        let rank = Rank.between(lower, upper, suffix: Rank.suffix(of: id))
        try set(item, Item.rank, rank.value)
        return rank
    }

    private mutating func rank(of item: EntityID) throws -> Rank? {
        try existing(item).value(Item.rank).flatMap { Rank($0) }
    }

    private func index(of item: EntityID, in list: [EntityID]) throws -> Int {
        guard let index = list.firstIndex(of: item) else {
            throw DomainFailure.notFound(
                "\(Crockford.text(item)) is not in that list.",
                hint: "Name an item of the same list, or use --first.")
        }
        return index
    }
}
