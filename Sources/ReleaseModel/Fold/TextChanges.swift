package import Causality
internal import Lattice

/// The stretches in which one text differs from another, as edits to be made in turn.
///
/// Lines are compared first, so that two changed ends leave the middle alone for others; inside a
/// changed stretch only what really differs is replaced.
package struct TextChanges: Hashable, Sendable {
    /// Last stretch first: an edit does not move the places of those before it.
    package let edits: [TextDifference]

    package init(from source: CanonicalText, to target: CanonicalText) {
        guard source != target else {
            edits = []
            return
        }
        let old = Self.lines(source)
        let new = Self.lines(target)
        let changed = Self.changed(old, new)
        guard max(changed.old.count, changed.new.count) <= Self.linesMax else {
            edits = [TextDifference(from: source, to: target)]
            return
        }
        var starts: [Int] = [0]
        for line in old { starts.append((starts.last ?? 0) + line.string.unicodeScalars.count + 1) }
        edits = Self.stretches(old, new, within: changed).reversed().map { stretch in
            Self.edit(
                stretch.old, joined: Self.joined(old[stretch.old]),
                to: stretch.new.isEmpty ? nil : Self.joined(new[stretch.new]), starts)
        }
    }

    /// Comparing costs the square of the lines that differ; beyond this it is one stretch.
    package static let linesMax = 1_000

    /// The edit that puts lines, or none, in the place of others, or of none.
    ///
    /// A line that comes or goes takes the break before it along, the first one the break behind it:
    /// its neighbours keep every character, so that what others do with them stands.
    private static func edit(
        _ lines: Range<Int>, joined: CanonicalText, to new: CanonicalText?, _ starts: [Int]
    ) -> TextDifference {
        let start = starts[lines.lowerBound]
        let isFirst = lines.lowerBound == 0
        switch (lines.isEmpty, new) {
        case (false, .some(let new)):
            return TextDifference(from: joined, to: new).moved(by: start)
        case (true, .some(let new)):
            let insert = CanonicalText(isFirst ? "\(new.string)\n" : "\n\(new.string)")
            return TextDifference(
                position: isFirst ? 0 : start - 1, deleteCount: 0, insert: insert)
        case (_, .none):
            return TextDifference(
                position: isFirst ? 0 : start - 1,
                deleteCount: starts[lines.upperBound] - start, insert: "")
        }
    }

    private static func lines(_ text: CanonicalText) -> [CanonicalText] {
        text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .compactMap { CanonicalText(utf8: Array($0)) }
    }

    private static func joined(_ lines: ArraySlice<CanonicalText>) -> CanonicalText {
        CanonicalText(utf8: Array(lines.map(\.utf8).joined(separator: [UInt8(ascii: "\n")])))
            ?? ""
    }

    /// What lies between the lines that both begin and both end with.
    private static func changed(
        _ old: [CanonicalText], _ new: [CanonicalText]
    ) -> (old: Range<Int>, new: Range<Int>) {
        var start = 0
        while start < old.count, start < new.count, old[start] == new[start] { start += 1 }
        var end = 0
        while end < old.count - start, end < new.count - start,
            old[old.count - 1 - end] == new[new.count - 1 - end]
        {
            end += 1
        }
        return (start..<old.count - end, start..<new.count - end)
    }

    /// The runs of lines that only one side has, ascending.
    private static func stretches(
        _ old: [CanonicalText], _ new: [CanonicalText],
        within changed: (old: Range<Int>, new: Range<Int>)
    ) -> [(old: Range<Int>, new: Range<Int>)] {
        var removed = Set<Int>()
        var inserted = Set<Int>()
        for step in new[changed.new].difference(from: old[changed.old]) {
            switch step {
            case .remove(let offset, _, _): removed.insert(changed.old.lowerBound + offset)
            case .insert(let offset, _, _): inserted.insert(changed.new.lowerBound + offset)
            }
        }
        var found: [(old: Range<Int>, new: Range<Int>)] = []
        var (left, right) = (changed.old.lowerBound, changed.new.lowerBound)
        while left < changed.old.upperBound || right < changed.new.upperBound {
            let (start, other) = (left, right)
            while removed.contains(left) { left += 1 }
            while inserted.contains(right) { right += 1 }
            if left > start || right > other {
                found.append((start..<left, other..<right))
            } else {
                left += 1
                right += 1
            }
        }
        return found
    }
}
