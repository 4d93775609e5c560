/// A part of a list that several share: ten thousand changes keep their operations in one piece of memory,
/// and not in ten thousand.
///
/// Immutable, counted from zero, equal where its elements are. It is public, as nothing else is: only so does the
/// compiler carry its bodies to the floors above, and every operation of a large merge goes through here.
public struct Stretch<Element> {
    @usableFromInline let list: [Element]
    @usableFromInline let start: Int32
    @usableFromInline let length: Int32

    /// All of a list.
    @inlinable
    public init(_ list: [Element]) { self.init(0..<list.count, of: list) }

    /// A part of a list: what of the range lies inside.
    @inlinable
    public init(_ range: Range<Int>, of list: [Element]) {
        let inside = range.clamped(to: 0..<Swift.min(list.count, Int(Int32.max)))
        self.list = inside.isEmpty ? [] : list
        start = Int32(inside.lowerBound)
        length = Int32(inside.count)
    }
}

extension Stretch: RandomAccessCollection {
    /// Always 0.
    @inlinable public var startIndex: Int { 0 }
    /// The number of elements.
    @inlinable public var endIndex: Int { Int(length) }

    /// The element at a place, counted from 0; outside of the stretch it is a mistake, as it is in an array.
    @inlinable
    public subscript(place: Int) -> Element {
        precondition(place >= 0 && place < Int(length), "outside of the stretch")
        return list[Int(start) + place]
    }
}

extension Stretch: ExpressibleByArrayLiteral {
    /// A list of its own.
    public init(arrayLiteral elements: Element...) { self.init(elements) }
}

extension Stretch: Equatable where Element: Equatable {
    /// Compares elements, wherever they are kept.
    public static func == (left: Stretch, right: Stretch) -> Bool { left.elementsEqual(right) }
}

extension Stretch: Hashable where Element: Hashable {
    /// Hashes as equal parts of other lists do.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(count)
        for element in self { hasher.combine(element) }
    }
}

extension Stretch: Sendable where Element: Sendable {}
