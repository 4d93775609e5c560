import Causality
import Lattice
import ReleaseModel

/// What people do all day, at random: items made and edited, several at one field, brakes and texts too.
enum Workload {
    private static let words: [CanonicalText] = ["urgent", "high", "medium", "low"]
    private static let steps: [CanonicalText] = ["triaged", "ready", "active", "done", "dropped"]

    /// Writes one command's operations on something that this replica knows.
    static func write(to draft: inout Draft, by member: MemberID, world: World) throws {
        guard let item = try known(in: &draft, world), !world.random.once(in: 6) else {
            return try create(in: &draft, world)
        }
        let number = Int64(world.random.number(0...999))
        switch world.random.below(9) {
        case 0: try draft.set(item, Item.title, .text("title \(number)"))
        case 1:
            let word = world.random.element(of: words) ?? "low"
            try draft.set(item, Item.priority, .text(word))
        case 2:
            let step = world.random.element(of: steps) ?? "ready"
            try draft.set(item, Item.state, .text(step))
        case 3: try draft.add(item, Item.touches, .text("service:\(number % 5)"))
        case 4: try draft.remove(item, Item.touches, .text("service:\(number % 5)"))
        case 5: try draft.append(item, Item.comments, .text("comment \(number)"))
        case 6: try edit(item, number, in: &draft)
        case 7:
            let person = EntityID(high: member.high, low: member.low)
            try draft.set(item, Item.assignee, .entity(person))
        default:
            let done: CanonicalText = number.isMultiple(of: 2) ? "yes" : "no"
            let key = Array("\(number % 3)".utf8)
            try draft.set(
                item, Item.acceptance, .text(done), key: key, subfield: Item.acceptanceDone)
        }
    }

    private static func known(in draft: inout Draft, _ world: World) throws -> EntityID? {
        for _ in 0..<4 {
            guard let id = world.random.element(of: world.items) else { return nil }
            if try draft.document(id) != nil { return id }
        }
        return nil
    }

    private static func create(in draft: inout Draft, _ world: World) throws {
        // Two offline replicas may derive one id, as an import does.
        let low = world.random.once(in: 3) ? world.random.number(1...3) : world.random.next()
        let id = EntityID(high: 1, low: low)
        if !world.items.contains(id) { world.items.append(id) }
        guard try draft.document(id) == nil else { return }
        try draft.create(.item, id)
        try draft.set(id, Item.title, .text("item \(low % 1_000)"))
    }

    private static func edit(_ item: EntityID, _ number: Int64, in draft: inout Draft) throws {
        let document = try draft.existing(item)
        var scalars = Array(document.text(Item.body).string.unicodeScalars)
        let place = Int(number) % (scalars.count + 1)
        if number.isMultiple(of: 4), place < scalars.count {
            scalars.remove(at: place)
        } else {
            scalars.insert(contentsOf: "<\(number)>".unicodeScalars, at: place)
        }
        var text = ""
        text.unicodeScalars.append(contentsOf: scalars)
        try draft.edit(item, Item.body, to: CanonicalText(text))
    }
}
