import Causality
import SimulationKit
import Testing

/// The letters in which people say identifiers.
@Suite struct CrockfordTests {
    @Test(arguments: Seed.many) func `an identifier comes back from its own text`(seed: Seed) {
        var generator = seed.generator
        for _ in 0..<20 {
            let id = EntityID(high: generator.next(), low: generator.next())
            let text = Crockford.text(id)
            #expect(text.utf8.count == Crockford.identifierLength)
            #expect(Crockford.range(ofPrefix: text, as: EntityID.self) == id...id)
            for length in 0...26 {
                let prefix = String(text.prefix(length))
                #expect(Crockford.range(ofPrefix: prefix, as: EntityID.self)?.contains(id) == true)
            }
        }
    }

    @Test func `text has the order of the identifiers`() {
        let low = Crockford.text(EntityID(high: 1, low: .max))
        let high = Crockford.text(EntityID(high: 2, low: 0))
        #expect(low < high)
    }

    @Test func `letters that look like digits are read as those`() {
        #expect(Crockford.normalized("OIL-lio") == "011110")
        #expect(Crockford.normalized("AbC") == "abc")
        #expect(Crockford.normalized("u") == nil)
        #expect(Crockford.normalized("é") == nil)
        #expect(Crockford.normalized("") == "")
    }

    @Test func `the empty prefix stands for everything`() {
        let all = Crockford.range(ofPrefix: "", as: EntityID.self)
        #expect(all == EntityID(high: 0, low: 0)...EntityID(high: .max, low: .max))
    }

    @Test func `a first letter above 7 and a text too long stand for nothing`() {
        let eight: ClosedRange<EntityID>? = Crockford.range(ofPrefix: "8")
        #expect(eight == nil)
        let long: ClosedRange<EntityID>? = Crockford.range(
            ofPrefix: String(repeating: "0", count: 27))
        #expect(long == nil)
        let whole: ClosedRange<EntityID>? = Crockford.range(
            ofPrefix: String(repeating: "0", count: 26))
        #expect(whole == EntityID(high: 0, low: 0)...EntityID(high: 0, low: 0))
    }
}
