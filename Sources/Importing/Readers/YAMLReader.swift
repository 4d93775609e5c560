internal import Yams

/// Reads YAML through libYAML's tree, whose marks give each value its line.
///
/// One document reads as itself, several as a list of them. A document that does not parse takes
/// the whole file with it, as in every YAML reader: what was read before it may mean anything.
package enum YAMLReader {
    package static func read(_ source: SourceText) -> SourceDocument {
        if let hazard = YAMLHazard.find(in: source.bytes) {
            return refusal(source, line: hazard.line, hazard.reason)
        }
        // The library keeps a pointer into the string; below sixteen bytes a string has no
        // storage to point into, so it is lengthened by blank lines.
        let text =
            String(decoding: source.bytes, as: UTF8.self) + String(repeating: "\n", count: 16)
        do {
            // No resolver: it would run regular expressions over every key of every map.
            let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
            var conversion = Conversion(source: source)
            var roots: [SourceTree] = []
            while let node = try parser.nextRoot() {
                try roots.append(conversion.tree(node, depth: 0, line: 1))
            }
            return document(roots)
        } catch let error as YamlError {
            let (line, reason) = explanation(error)
            return refusal(source, line: line, reason)
        } catch let excess as Excess {
            return refusal(source, line: excess.line, excess.reason)
        } catch {
            return refusal(source, line: 0, "is not YAML")
        }
    }

    private static func document(_ roots: [SourceTree]) -> SourceDocument {
        guard let first = roots.first else { return SourceDocument(root: nil) }
        return SourceDocument(root: roots.count == 1 ? first : SourceTree(.list(roots), line: 1))
    }

    private static func refusal(
        _ source: SourceText, line: Int, _ reason: String
    ) -> SourceDocument {
        SourceDocument(
            root: nil, problems: [source.problem(line: line, field: "file", reason)])
    }

    private static func explanation(_ error: YamlError) -> (line: Int, reason: String) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return (mark.line, "is not YAML: \(problem)")
        case .duplicatedKeysInMapping(let keys, let context):
            return (
                context.mark.line,
                "is not YAML: key twice in one map: \(keys.joined(separator: ", "))"
            )
        case .reader(let problem, let offset, _, let text):
            let line = 1 + text.prefix(offset ?? 0).utf8.count { $0 == 0x0a }
            return (offset == nil ? 0 : line, "is not YAML: \(problem)")
        case .memory:
            return (0, "is nested too deeply")
        case .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            return (0, "is not YAML")
        }
    }
}

/// A document beyond a limit.
private struct Excess: Error {
    let line: Int
    let reason: String
}

/// Turns the library's tree into ours, counting every value: an alias costs what it stands for.
private struct Conversion {
    let source: SourceText
    var budget = ImportLimits.valuesPerFileMax

    mutating func tree(_ node: Node, depth: Int, line: Int) throws -> SourceTree {
        let line = node.mark?.line ?? line
        budget -= 1
        guard budget >= 0 else {
            throw Excess(
                line: line, reason: "holds more than \(ImportLimits.valuesPerFileMax) values")
        }
        guard depth < ImportLimits.depthMax else {
            throw Excess(line: line, reason: "is nested deeper than \(ImportLimits.depthMax)")
        }
        return SourceTree(try value(node, depth: depth, line: line), line: line + source.lineOffset)
    }

    private mutating func value(_ node: Node, depth: Int, line: Int) throws -> SourceValue {
        switch node {
        case .scalar(let scalar):
            return .scalar(Self.scalar(scalar))
        case .sequence(let members):
            var list: [SourceTree] = []
            list.reserveCapacity(members.count)
            for member in members {
                try list.append(tree(member, depth: depth + 1, line: line))
            }
            return .list(list)
        case .mapping(let pairs):
            var entries: [SourceEntry] = []
            entries.reserveCapacity(pairs.count)
            for (key, member) in pairs {
                guard case .scalar(let name) = key else {
                    throw Excess(line: key.mark?.line ?? line, reason: "has a key that is no text")
                }
                let value = try tree(member, depth: depth + 1, line: line)
                let keyLine = (key.mark?.line ?? line) + source.lineOffset
                entries.append(SourceEntry(key: name.string, line: keyLine, tree: value))
            }
            return .map(entries)
        case .alias:
            throw Excess(line: line, reason: "has an alias without anchor")
        }
    }

    private static func scalar(_ scalar: Node.Scalar) -> SourceScalar {
        scalar.style == .plain
            ? SourceScalar(plain: scalar.string) : SourceScalar(text: scalar.string, type: .text)
    }
}
