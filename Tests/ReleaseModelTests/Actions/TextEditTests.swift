import Causality
import Lattice
import ReleaseModel
import SimulationKit
import Testing

/// A text that is saved after others wrote: a branch of what was opened, merged with what came since.
@Suite struct TextEditTests {
    /// Lines that nobody else would write, so that each can be found again.
    private func lines(_ count: Int, _ generator: inout SplitMix64, _ mark: String) -> [String] {
        (0..<count).map { "\(mark)\($0) " + String(repeating: "ab ", count: generator.below(4)) }
    }

    /// Some lines taken away, some put in, some changed at their end.
    private func edited(
        _ base: [String], _ generator: inout SplitMix64, _ mark: String
    ) -> (lines: [String], new: [String], gone: Set<String>) {
        var result: [String] = []
        var new: [String] = []
        var gone: Set<String> = []
        for (place, line) in base.enumerated() {
            switch generator.below(6) {
            case 0: gone.insert(line)
            case 1:
                new.append("\(mark)\(place)")
                result += ["\(mark)\(place)", line]
            default: result.append(line)
            }
        }
        return (result, new, gone)
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `the stretches, applied in turn, make the target of the source`(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let base = lines(generator.below(12), &generator, "line")
        let source = CanonicalText(base.joined(separator: "\n"))
        let target = CanonicalText(
            edited(base, &generator, "new").lines.joined(separator: "\n")
                + (generator.chance(50) ? "\n" : ""))
        var text = Array(source.string.unicodeScalars)
        for edit in TextChanges(from: source, to: target).edits {
            text.replaceSubrange(
                edit.position..<edit.position + edit.deleteCount,
                with: edit.insert.string.unicodeScalars)
        }
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: text)
        #expect(String(scalars) == target.string)
    }

    @Test func `two changed ends are two stretches, which leave the middle alone`() {
        let changes = TextChanges(from: "one\ntwo\nthree", to: "One\ntwo\nthree!")
        #expect(changes.edits.map(\.position) == [13, 0])
        #expect(changes.edits.map(\.deleteCount) == [0, 1])
    }

    @Test(arguments: 1...40 as ClosedRange<UInt64>)
    func `what one saves and what another wrote meanwhile are both in the text, on every replica`(
        _ seed: UInt64
    ) throws {
        let world = ModelWorld(seed: seed)
        var generator = SplitMix64(seed: seed)
        let base = lines(2 + generator.below(10), &generator, "line")
        let item = try world.shared(.item, "Pay by card") { draft, id in
            try draft.edit(id, Item.body, to: CanonicalText(base.joined(separator: "\n")))
        }
        let opened = TextBase(world["tokyo"][item], Item.body)
        #expect(opened.text.string == base.joined(separator: "\n"))

        // While the editor is open somebody at the same replica writes, and somebody elsewhere.
        let here = edited(base, &generator, "here")
        try world.edit("tokyo") {
            try $0.edit(item, Item.body, to: CanonicalText(here.lines.joined(separator: "\n")))
        }
        let there = edited(base, &generator, "there")
        try world.edit("recife") {
            try $0.edit(item, Item.body, to: CanonicalText(there.lines.joined(separator: "\n")))
        }
        let saved = edited(base, &generator, "saved")
        try world.edit("tokyo") {
            try $0.edit(
                item, Item.body, to: CanonicalText(saved.lines.joined(separator: "\n")),
                from: opened)
        }
        world.meet()

        let text = world["prague"][item].text(Item.body).string
        for line in here.new + there.new + saved.new {
            #expect(text.contains(line), "\(line) is lost in\n\(text)")
        }
        let gone = here.gone.union(there.gone).union(saved.gone)
        let kept = base.filter { !gone.contains($0) }
        var rest = text[...]
        for line in kept {
            let range = try #require(rest.firstRange(of: line), "\(line) is lost in\n\(text)")
            rest = rest[range.upperBound...]
        }
    }

    @Test func `what was saved without a change is no operation`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "Pay by card")
        let opened = TextBase(world["tokyo"][item], Item.body)
        try world.edit("tokyo") { try $0.edit(item, Item.body, to: "written meanwhile") }
        let change = try world.edit("tokyo") {
            try $0.edit(item, Item.body, to: opened.text, from: opened)
        }
        #expect(change == nil)
        #expect(world["tokyo"][item].text(Item.body) == "written meanwhile")
    }

    @Test func `a title saved from an editor competes with the one written meanwhile`() throws {
        let world = ModelWorld()
        let item = try world.shared(.item, "Pay by card")
        let seen = world["tokyo"][item].liveIDs(at: CellAddress(Item.title.number))
        try world.edit("tokyo") { try $0.set(item, Item.title, .text("Pay by phone")) }
        try world.edit("tokyo") {
            try $0.set(item, Item.title, .text("Pay by watch"), over: seen)
        }
        let card = try world.only(.edits, world.meet())
        #expect(card.options.count == 2)
    }
}
