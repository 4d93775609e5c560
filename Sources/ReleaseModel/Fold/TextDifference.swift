package import Causality
package import Lattice

/// The one stretch in which two texts differ, between their longest common beginning and end.
package struct TextDifference: Hashable, Sendable {
    /// Unicode scalars before the stretch.
    package let position: Int
    package let deleteCount: Int
    package let insert: CanonicalText

    package init(from source: CanonicalText, to target: CanonicalText) {
        let old = Array(source.string.unicodeScalars)
        let new = Array(target.string.unicodeScalars)
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start,
            old[old.count - 1 - end] == new[new.count - 1 - end]
        {
            end += 1
        }
        position = start
        deleteCount = old.count - start - end
        var scalars = String.UnicodeScalarView()
        scalars.append(contentsOf: new[start..<new.count - end])
        insert = CanonicalText(String(scalars))
    }

    init(position: Int, deleteCount: Int, insert: CanonicalText) {
        self.position = position
        self.deleteCount = deleteCount
        self.insert = insert
    }

    /// The same edit in a text that has so many scalars more before it.
    func moved(by count: Int) -> TextDifference {
        TextDifference(position: position + count, deleteCount: deleteCount, insert: insert)
    }

    package var value: Value {
        TextEdit.value(position: position, deleteCount: deleteCount, insert: insert)
    }
}
