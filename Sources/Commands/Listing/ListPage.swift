internal import Replication

/// The rows of a list that are shown, and how many there are.
struct ListPage {
    let records: [Record]
    let total: Int

    /// Reads the rows of a query; they are counted only where some are left out.
    ///
    /// A page is found by walking the index that has its order, which must hold all rows of the condition:
    /// SQLite would rather sort what another index finds.
    init(
        _ view: ReplicaView, _ columns: String, from table: String, where condition: String,
        order: String, walking index: String? = nil, _ arguments: [Record.Field], limit: Int?
    ) throws {
        let cut = limit.map { " LIMIT \($0 == .max ? $0 : $0 + 1)" } ?? ""
        let walk = limit == nil ? "" : index.map { " INDEXED BY \($0)" } ?? ""
        let found = try view.query(
            "SELECT \(columns) FROM \(table)\(walk) WHERE \(condition) \(order)\(cut)", arguments)
        guard let limit, found.count > limit else {
            records = found
            total = found.count
            return
        }
        records = Array(found.prefix(limit))
        total =
            try view.query(
                "SELECT count(*) AS total FROM \(table) WHERE \(condition)", arguments
            ).first?.integer("total").map { Int($0) } ?? found.count
    }

    /// Says at the end of a list what is not in it; nil where it is whole.
    var rest: String? {
        total > records.count
            ? "\(records.count) of \(total); words narrow the list, --limit \(total) shows all"
            : nil
    }

    /// The same for programs.
    var problems: [JSONValue] {
        rest.map { [.object([("code", .string("list-cut")), ("message", .string($0))])] } ?? []
    }
}
