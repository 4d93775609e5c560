import Foundation

/// What the same data costs with no history and no merge layer: conditional upserts of the last writers.
///
/// The same steps as the shared `lww` record: every replica's edits go to the hub's table, then the
/// winning cells to each replica's, one durable transaction each, all in one process without a network.
struct MergeFloor {
    private let workload: MergeWorkload
    private let folder: String

    init(_ workload: MergeWorkload, in folder: String) {
        self.workload = workload
        self.folder = folder
    }

    func measure() throws -> Measurement {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        try makeBase()
        var replicas = try (0..<workload.replicas).map { try FloorDatabase(path($0)) }
        let hub = try FloorDatabase(path(workload.replicas))
        for (replica, edits) in zip(replicas, workload.made) { try replica.merge(cells(of: edits)) }
        let (started, processor) = (Machine.seconds, Machine.processorSeconds)
        var up = 0
        for edits in workload.made {
            let bytes = Self.encoded(cells(of: edits))
            up += bytes.count
            try hub.merge(Self.decoded(bytes))
        }
        var down = 0
        for (number, replica) in replicas.enumerated() {
            let bytes = Self.encoded(try hub.changed(except: number))
            down += bytes.count
            try replica.merge(Self.decoded(bytes))
        }
        let (ended, spent) = (Machine.seconds, Machine.processorSeconds)
        replicas.append(hub)
        for replica in replicas { try expectMerged(replica) }
        try hub.checkpoint()
        var record = Measurement("W1", "lww floor, compiled")
        record.count("R", workload.replicas)
        record.count("E", workload.edits)
        record.count("N", workload.items)
        record.flag("converged", true)
        record.flag("expected_state", true)
        record.seconds("sync_s", ended - started)
        record.seconds("sync_cpu_s", spent - processor)
        record.count("up", up)
        record.count("down", down)
        record.count("disk", try Machine.occupied(path(workload.replicas)))
        record.text("fsync", "merge WAL/FULL")
        record.count("rss_mb", Machine.peakMegabytes)
        return record
    }

    private func path(_ number: Int) -> String { "\(folder)/\(number).db" }

    private func makeBase() throws {
        let path = "\(folder)/base.db"
        let base = try FloorDatabase(path)
        try base.makeTable()
        try base.merge(
            workload.base.enumerated().flatMap { item, values in
                values.enumerated().map { field, value in
                    .init(item: item, field: field, clock: -1, value: Array(value.utf8))
                }
            })
        try base.checkpoint()
        for number in 0...workload.replicas {
            try FileManager.default.copyItem(atPath: path, toPath: self.path(number))
        }
    }

    private func cells(of edits: [MergeWorkload.Edit]) -> [FloorDatabase.Cell] {
        edits.map { edit in
            .init(
                item: edit.item, field: edit.field, clock: Int64(edit.clock),
                value: Array(edit.value.utf8))
        }
    }

    private func expectMerged(_ database: FloorDatabase) throws {
        var cells = workload.base
        for cell in try database.cells() {
            cells[cell.item][cell.field] = String(decoding: cell.value, as: UTF8.self)
        }
        guard cells == workload.merged else {
            throw BenchmarkFailure("the floor does not hold what the last writers wrote")
        }
    }

    // Eight bytes a cell and its text, as the shared record packs them.

    private static func encoded(_ cells: [FloorDatabase.Cell]) -> [UInt8] {
        var bytes: [UInt8] = []
        for cell in cells {
            bytes.append(UInt8(truncatingIfNeeded: cell.item))
            bytes.append(UInt8(truncatingIfNeeded: cell.item >> 8))
            bytes.append(UInt8(truncatingIfNeeded: cell.field))
            for shift in stride(from: Int64(0), to: 32, by: 8) {
                bytes.append(UInt8(truncatingIfNeeded: cell.clock >> shift))
            }
            bytes.append(UInt8(truncatingIfNeeded: cell.value.count))
            bytes += cell.value
        }
        return bytes
    }

    private static func decoded(_ bytes: [UInt8]) -> [FloorDatabase.Cell] {
        var cells: [FloorDatabase.Cell] = []
        var place = 0
        while place < bytes.count {
            let clock = (0..<4).reduce(Int64(0)) { $0 | Int64(bytes[place + 3 + $1]) << ($1 * 8) }
            let end = place + 8 + Int(bytes[place + 7])
            cells.append(
                .init(
                    item: Int(bytes[place]) | Int(bytes[place + 1]) << 8,
                    field: Int(bytes[place + 2]), clock: clock,
                    value: Array(bytes[place + 8..<end])))
            place = end
        }
        return cells
    }
}
