/// Holds `import` lines and the manifest against the table of floors.
enum FloorCheck {
    private static let kinds: Set = [
        "struct", "class", "enum", "protocol", "func", "var", "let", "typealias",
    ]

    /// Finds imports that the target's room does not allow.
    static func findings(in file: SourceFile) -> [Finding] {
        guard let target = file.target else { return [] }
        guard let room = Floors.rooms[target] else {
            return [Finding(file.path, 1, "\(target) stands on no floor: add it to Floors.swift")]
        }
        return imports(of: file.tokens).filter { !room.imports.contains($0.text) }.map {
            Finding(file.path, $0.line, "\(target) may not import \($0.text)")
        }
    }

    /// Returns the module that each `import` names, scoped imports included.
    static func imports(of tokens: [Token]) -> [Token] {
        tokens.indices.compactMap { index in
            guard tokens[index].text == "import", tokens[index].depth == 0,
                index + 1 < tokens.count
            else { return nil }
            let isScoped = kinds.contains(tokens[index + 1].text) && index + 2 < tokens.count
            return tokens[index + (isScoped ? 2 : 1)]
        }
    }

    /// Finds targets that the manifest gives other dependencies than the table does.
    static func manifestFindings(
        _ manifest: SourceFile, rooms: [String: Floors.Room] = Floors.rooms
    ) -> [Finding] {
        let declared = ManifestReader.targets(of: manifest.text)
        var findings: [Finding] = []
        for (name, dependencies) in declared {
            let expected = rooms[name].map { Set($0.targets + $0.products) }
            if let expected, expected != dependencies {
                let differing = expected.symmetricDifference(dependencies).sorted()
                let list = differing.joined(separator: ", ")
                findings.append(
                    Finding(manifest.path, 1, "\(name): Floors.swift differs in \(list)"))
            } else if expected == nil {
                findings.append(Finding(manifest.path, 1, "\(name) is not in Floors.swift"))
            }
        }
        for name in Set(rooms.keys).subtracting(declared.keys) {
            findings.append(Finding(manifest.path, 1, "\(name) is not in the manifest"))
        }
        return findings.sorted { $0.message < $1.message }
    }
}
