/// What is to happen when, in virtual time: a binary heap ordered by time, then by when it was noted.
struct Agenda {
    private struct Entry {
        let time: UInt64
        let serial: UInt64
        let body: () -> Void

        func precedes(_ other: Entry) -> Bool {
            time != other.time ? time < other.time : serial < other.serial
        }
    }

    private var entries: [Entry] = []
    private var serial: UInt64 = 0

    mutating func add(at time: UInt64, _ body: @escaping () -> Void) {
        serial += 1
        entries.append(Entry(time: time, serial: serial, body: body))
        var index = entries.count - 1
        while index > 0 {
            let parent = (index - 1) / 2
            guard entries[index].precedes(entries[parent]) else { break }
            entries.swapAt(index, parent)
            index = parent
        }
    }

    /// The next entry up to a time; nil where nothing is left until then.
    mutating func next(until end: UInt64) -> (time: UInt64, body: () -> Void)? {
        guard let first = entries.first, first.time <= end else { return nil }
        let last = entries.removeLast()
        if !entries.isEmpty {
            entries[0] = last
            sink()
        }
        return (first.time, first.body)
    }

    private mutating func sink() {
        var index = 0
        while true {
            var least = index
            for child in [2 * index + 1, 2 * index + 2] where child < entries.count {
                if entries[child].precedes(entries[least]) { least = child }
            }
            guard least != index else { return }
            entries.swapAt(index, least)
            index = least
        }
    }
}
