import ReleaseModel
import Testing

@Suite struct CountedTests {
    @Test(arguments: [
        (0, "file", "0 files"), (1, "file", "1 file"), (2, "dirty row", "2 dirty rows"),
        (1, "open conflict", "1 open conflict"), (3, "entry", "3 entries"), (1, "entry", "1 entry"),
        (4, "day", "4 days"), (2, "series", "2 series"), (1, "person", "1 person"),
        (2, "person", "2 people"), (21, "change", "21 changes"),
    ])
    func `one is one, and all else is several`(_ number: Int, _ noun: String, _ words: String) {
        #expect("\(Counted(number, noun))" == words)
    }
}
