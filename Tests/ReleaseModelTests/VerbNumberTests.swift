import History
import Lattice
import Testing

/// The verbs stand in two floors that do not know each other; here they are held side by side.
@Suite struct VerbNumberTests {
    @Test func `history and lattice number the verbs alike`() {
        let pairs: [(Verb, UInt8)] = [
            (.create, CellVerb.create), (.write, CellVerb.write), (.add, CellVerb.add),
            (.remove, CellVerb.remove), (.append, CellVerb.append), (.total, CellVerb.total),
            (.splice, CellVerb.splice), (.transition, CellVerb.transition),
            (.retract, CellVerb.retract),
        ]
        for (verb, number) in pairs { #expect(verb.rawValue == number) }
        #expect(Verb.known == CellVerb.known)
        #expect(pairs.count == CellVerb.known.count)
    }
}
