internal import Causality
internal import ReleaseModel

/// Reads a source file by file and hands out its records as they come.
///
/// Only what may still change is held back: records whose kind may be said again elsewhere. Of the
/// others a hash stays, to find keys used twice and references that lead nowhere.
///
///     begin ── take(file) ──▶ records … ── take(file) ──▶ records … ── finish ──▶ held records, report
package struct ImportRun {
    private struct Held {
        var record: ImportRecord
        /// Where each value was said last, for the report.
        var origins: [String: ImportOrigin]
    }

    private struct Pointing {
        let origin: ImportOrigin
        let field: String
        let value: String
    }

    package let map: ImportMap
    package private(set) var report = ImportReport()
    private var seen: [EntityID: ImportOrigin] = [:]
    private var held: [EntityID: Held] = [:]
    private var heldOrder: [EntityID] = []
    private var pointings: [EntityID: [Pointing]] = [:]
    private var pointingOrder: [EntityID] = []
    private var joined = JoinedTables()
    private var joinedTables: Set<String> = []
    private var joinedPaths: Set<String> = []
    private var titles = TitleIndex()
    /// Records with relations by title, which only the end can tell.
    private var awaiting: [ImportRecord] = []

    package init(map: ImportMap) { self.map = map }

    /// The order in which to take files: by rule of the map, then by name, so that "the first" and
    /// "the last" mean the same on every machine.
    ///
    /// Unmatched ones come last.
    package func ordered(_ paths: [String]) -> [String] {
        paths.map { path -> (Int, String, String) in
            guard let (position, _, match) = map.rule(for: path) else {
                return (Int.max, path, path)
            }
            return (position, match.name, path)
        }
        .sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
        .map(\.2)
    }

    /// Says whether some table of the map takes its values from a file.
    package func joins(_ path: String) -> Bool {
        map.joins.values.contains { $0.pattern.match(path) != nil }
    }

    /// Reads a file for the tables that take their values from it; all such files come before the others.
    package mutating func join(_ path: String, bytes: () throws -> [UInt8]) throws {
        var read: [UInt8]?
        for (table, rule) in map.joins.sorted(by: { $0.key < $1.key }) {
            guard let match = rule.pattern.match(path) else { continue }
            let bytes = try read ?? bytes()
            read = bytes
            joinedTables.insert(table)
            joinedPaths.insert(path)
            let document = rule.format.read(
                SourceFile(name: match.name, bytes: bytes), rule.options)
            // A file that records are made of too is reported there.
            if map.rule(for: path) == nil { list(document.problems, of: match.name) }
            if let root = document.root { joined.take(root, for: table, rule, match: match) }
        }
    }

    /// Ends the joins: says what they found odd, and which tables found no file.
    package mutating func endJoins() {
        report.problems += joined.problems
        for (table, rule) in map.joins.sorted(by: { $0.key < $1.key })
        where !joinedTables.contains(table) {
            note(
                rule.pattern.text, 0, table, "is not among the files, and a table needs it", "",
                .leftOut)
        }
    }

    /// Takes one file; bytes are asked for only if the map wants it.
    package mutating func take(
        _ path: String, bytes: () throws -> [UInt8], emit: (ImportRecord) throws -> Void
    ) throws {
        guard let (_, rule, match) = map.rule(for: path) else {
            if joinedPaths.contains(path) {
                report.filesRead += 1
            } else {
                report.filesUnmatched.append(path)
            }
            return
        }
        guard !rule.isPassedOver else {
            report.filesPassedOver += 1
            return
        }
        report.filesRead += 1
        let file = SourceFile(name: match.name, bytes: try bytes())
        let document = rule.format.read(file, rule.options)
        var evaluation = FileEvaluation(source: map.source, file: match.name, joined: joined)
        if let root = document.root {
            evaluation.evaluate(root, rule.records, captures: match.captures)
            if evaluation.drafts.isEmpty, !root.isEmpty {
                note(match.name, 0, "file", "holds nothing that the map selects", "", .leftOut)
            }
        }
        list(document.problems + evaluation.problems, of: match.name)
        for draft in evaluation.drafts { try take(draft, emit) }
    }

    /// Hands out what was held back, and closes the report.
    package mutating func finish(emit: (ImportRecord) throws -> Void) throws -> ImportReport {
        for identity in heldOrder {
            guard let record = held[identity]?.record else { continue }
            try deliver(record, emit)
        }
        for record in awaiting {
            let (resolved, problems) = titles.resolved(record)
            report.problems += problems
            try hand(out: resolved, emit)
        }
        awaiting = []
        for identity in pointingOrder where seen[identity] == nil && held[identity] == nil {
            for pointing in pointings[identity] ?? [] {
                report.problems.append(
                    ImportProblem(
                        origin: pointing.origin, field: pointing.field,
                        reason: "points at nothing in this import", value: pointing.value,
                        outcome: .kept))
            }
        }
        held = [:]
        heldOrder = []
        return report
    }

    /// Reports a file that could not be read at all.
    package mutating func noteUnreadable(_ path: String, _ reason: String) {
        note(path, 0, "file", reason, "", .leftOut)
    }

    private mutating func take(
        _ draft: FileEvaluation.Draft, _ emit: (ImportRecord) throws -> Void
    ) throws {
        let record = draft.record
        let identity = DerivedIdentifier.imported(
            source: record.source, kind: record.kind, key: record.key)
        switch draft.isRepeated {
        case .first, .last:
            hold(record, identity, lastWins: draft.isRepeated == .last)
        case .never, .separate:
            guard let first = seen[identity] ?? held[identity]?.record.origin else {
                seen[identity] = record.origin
                try deliver(record, emit)
                return
            }
            let isSeparate = draft.isRepeated == .separate
            note(
                record.origin.file, record.origin.line, "key",
                "the key is taken since \(first.file):\(first.line)"
                    + (isSeparate ? "; kept under its file's name" : ""),
                record.key, isSeparate ? .repaired : .leftOut,
                topic: "the key of a \(record.kind.name) is taken by another row")
            guard isSeparate else { return }
            let key = "\(record.key)~\(record.origin.file)"
            let other = ImportRecord(
                source: record.source, kind: record.kind, key: key, fields: record.fields,
                edges: record.edges, origin: record.origin)
            let otherIdentity = DerivedIdentifier.imported(
                source: record.source, kind: record.kind, key: key)
            guard seen[otherIdentity] == nil else { return }
            seen[otherIdentity] = record.origin
            try deliver(other, emit)
        }
    }

    private mutating func hold(_ record: ImportRecord, _ identity: EntityID, lastWins: Bool) {
        guard var holding = held[identity] else {
            let origins = record.fields.mapValues { _ in record.origin }
            held[identity] = Held(record: record, origins: origins)
            heldOrder.append(identity)
            return
        }
        for (name, value) in record.fields.sorted(by: { $0.key < $1.key }) {
            guard let present = holding.record.fields[name] else {
                holding.record.fields[name] = value
                holding.origins[name] = record.origin
                continue
            }
            guard present != value else { continue }
            if case .list(let members) = present, case .list(let others) = value {
                // What is said of a set in two places adds up; numbered attributes do not.
                if !name.hasPrefix("attributes.") {
                    let known = Set(members)
                    let union = members + others.filter { !known.contains($0) }
                    holding.record.fields[name] = .list(union)
                    continue
                }
            }
            let before = holding.origins[name] ?? holding.record.origin
            note(
                record.origin.file, record.origin.line, name,
                "\(record.kind.name) \(record.key): differs from \(before.file):\(before.line)"
                    + (lastWins ? "; the later stands" : "; the earlier stands"),
                value.text, lastWins ? .kept : .leftOut,
                topic: "a \(record.kind.name) has another \(name) in another file")
            if lastWins {
                holding.record.fields[name] = value
                holding.origins[name] = record.origin
            }
        }
        for edge in record.edges where !holding.record.edges.contains(edge) {
            holding.record.edges.append(edge)
        }
        held[identity] = holding
    }

    private mutating func deliver(
        _ record: ImportRecord, _ emit: (ImportRecord) throws -> Void
    ) throws {
        if map.usesTitles { titles.add(record) }
        guard !record.edges.contains(where: \.isByTitle) else {
            awaiting.append(record)
            return
        }
        try hand(out: record, emit)
    }

    private mutating func hand(
        out record: ImportRecord, _ emit: (ImportRecord) throws -> Void
    ) throws {
        report.recordsByKind[record.kind, default: 0] += 1
        for (name, value) in record.fields {
            for case .reference(let kind, let key) in value.members {
                point(kind, key, record.origin, name)
            }
        }
        for edge in record.edges {
            point(edge.targetKind, edge.targetKey, record.origin, edge.kind)
        }
        try emit(record)
    }

    private mutating func point(
        _ kind: EntityKind, _ key: String, _ origin: ImportOrigin, _ field: String
    ) {
        let identity = DerivedIdentifier.imported(source: map.source, kind: kind, key: key)
        guard seen[identity] == nil else { return }
        if pointings[identity] == nil { pointingOrder.append(identity) }
        pointings[identity, default: []].append(
            Pointing(origin: origin, field: field, value: "\(kind.name) \(key)"))
    }

    private mutating func list(_ problems: [ImportProblem], of file: String) {
        report.problems += problems.prefix(ImportLimits.problemsPerFileMax)
        let others = problems.count - ImportLimits.problemsPerFileMax
        if others > 0 {
            note(
                file, 0, "file", "has \(Counted(others, "further problem")), not listed", "", .kept)
        }
    }

    private mutating func note(
        _ file: String, _ line: Int, _ field: String, _ reason: String, _ value: String,
        _ outcome: ImportProblem.Outcome, topic: String? = nil
    ) {
        report.problems.append(
            ImportProblem(
                origin: ImportOrigin(file: file, line: line), field: field, reason: reason,
                topic: topic, value: value, outcome: outcome))
    }
}
