internal import History

/// The newest runs of the log, kept in memory for the sessions that follow it.
///
/// > Invariant: positions are consecutive; the last one is the newest that was committed.
struct RecentRuns {
    private let lengthMaxBytes: Int
    private var runs: [StoredRun] = []
    /// How many of the first `runs` were dropped already; the array is cut now and then.
    private var dropped = 0
    private var length = 0

    init(lengthMaxBytes: Int = HubLimits.recentRunsMaxBytes) {
        self.lengthMaxBytes = lengthMaxBytes
    }

    /// Takes over what was appended to the log, in order.
    mutating func append(_ newest: [StoredRun]) {
        for run in newest {
            if let last = runs.last, last.position.count + 1 != run.position.count { clear() }
            runs.append(run)
            length += run.byteCount
        }
        while length > lengthMaxBytes, dropped < runs.count {
            length -= runs[dropped].byteCount
            dropped += 1
        }
        guard dropped > runs.count / 2 else { return }
        runs.removeFirst(dropped)
        dropped = 0
    }

    /// A page of what follows a position; nil where the file must be asked.
    func page(after count: UInt64, through last: UInt64, byteLimit: Int) -> [StoredRun]? {
        guard dropped < runs.count, let newest = runs.last?.position.count, last <= newest,
            count + 1 >= runs[dropped].position.count, count < last
        else { return nil }
        var index = runs.count - Int(newest - count)
        var page: [StoredRun] = []
        var bytes = 0
        while index < runs.count, runs[index].position.count <= last {
            bytes += runs[index].byteCount
            guard page.isEmpty || bytes <= byteLimit else { break }
            page.append(runs[index])
            index += 1
        }
        return page
    }

    private mutating func clear() {
        runs = []
        dropped = 0
        length = 0
    }
}

extension StoredRun {
    fileprivate var byteCount: Int { batch.encoded?.count ?? 0 }
}
