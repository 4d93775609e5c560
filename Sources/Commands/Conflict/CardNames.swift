internal import Causality
internal import Replication

/// The names of the open cards, each as short as no other card's begins.
///
/// An offline week leaves thousands of cards: all are read once, and each is compared with its neighbours.
struct CardNames {
    /// Full identifiers, ascending.
    private let texts: [String]

    init(_ view: ReplicaView) throws {
        texts = try view.query("SELECT id FROM card ORDER BY id").compactMap { $0.text("id") }
    }

    /// As much of an identifier as no other card's begins with, and no less than people may type.
    func short(_ id: EntityID) -> String {
        let text = Crockford.text(id)
        let place = place(of: text)
        var length = EntityFinder.prefixLengthMin
        for neighbour in [place - 1, place, place + 1]
        where texts.indices.contains(neighbour) && texts[neighbour] != text {
            let shared = zip(texts[neighbour].utf8, text.utf8).prefix { $0 == $1 }.count
            length = max(length, shared + 1)
        }
        return String(text.prefix(length))
    }

    /// The cards whose identifiers begin with a normalised prefix.
    func beginning(_ prefix: String) -> [EntityID] {
        texts[place(of: prefix)...].prefix { $0.hasPrefix(prefix) }
            .compactMap(ReplicaView.identifier)
    }

    /// Where a text stands or would stand.
    private func place(of text: String) -> Int {
        var low = 0
        var high = texts.count
        while low < high {
            let middle = (low + high) / 2
            if texts[middle] < text { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
