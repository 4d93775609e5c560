internal import Projection
internal import ReleaseModel
internal import Replication

/// Words as a condition over the table of a kind: the same language in every list.
struct ListFilter {
    /// What is asked, nil where it is nothing.
    private(set) var expression: FilterExpression?
    private var clauses: [FilterClause] = []

    init(
        _ words: [String], _ schema: EntitySchema, _ view: ReplicaView,
        _ environment: ReplicaEnvironment
    ) throws {
        let text = try FilterText.joined(words, FilterVocabulary(schema))
        try self.init(text: text, schema, view, environment)
    }

    /// The filter that a text says, as it was kept.
    init(
        text: String, _ schema: EntitySchema, _ view: ReplicaView,
        _ environment: ReplicaEnvironment
    ) throws {
        let vocabulary = FilterVocabulary(schema)
        do {
            expression = try FilterParser.expression(text, vocabulary)
            guard let expression else { return }
            let input = try FieldReading.input(view, environment)
            let compiler = FilterCompiler(schema, vocabulary, view, input)
            clauses = [try compiler.clause(expression)]
        } catch let error as FilterError {
            throw error.failure(in: text)
        }
    }

    /// What stands behind WHERE.
    var condition: String {
        clauses.isEmpty ? "1" : clauses.map(\.condition).joined(separator: " AND ")
    }

    var arguments: [Record.Field] { clauses.flatMap(\.arguments) }

    /// Says whether some word is about a field, so that a list leaves nothing of it out by itself.
    func names(_ field: FieldDefinition) -> Bool {
        expression?.terms.contains {
            if case .field(field.name, _, _) = $0.question { true } else { false }
        } ?? false
    }

    /// Asks for what another filter does too.
    mutating func narrow(by other: ListFilter) {
        clauses += other.clauses
        expression = .all([expression, other.expression].compactMap { $0 })
    }

    mutating func require(_ condition: String, _ arguments: [Record.Field] = []) {
        clauses.append(FilterClause(condition, arguments))
    }
}

// What a list of items leaves out by itself.

extension ListFilter {
    /// Leaves out what is finished, archived or another name, but for what the words ask for; says whether
    /// nothing but what is open is left; who wants all gets all.
    mutating func requireOpen(all: Bool) -> Bool {
        guard !all else { return false }
        let (archived, state) = (names(SharedFields.archived), names(Item.state))
        if !archived, !state {
            require(Backlog.open)
            return true
        }
        require(Backlog.own)
        if !archived { require("archived = 0") }
        if !state { require(Backlog.unfinished) }
        return false
    }
}
