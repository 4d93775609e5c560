/// Reads targets and their dependencies from the text of `Package.swift`, the laboratory left out.
enum ManifestReader {
    static func targets(of text: String) -> [String: Set<String>] {
        let products = productNames(in: text)
        var targets: [String: Set<String>] = [:]
        let opening = /\.(target|executableTarget|systemLibrary)\s*\(\s*name:\s*"(\w+)"/
        for match in text.matches(of: opening) {
            let rest = text[match.range.upperBound...]
            let end = rest.firstMatch(of: /\n {8}[.\/]|\n {4}\]/)?.range.lowerBound
            let entry = rest[..<(end ?? rest.endIndex)]
            if entry.contains("path: \"Tests/") { continue }
            targets[String(match.2)] = dependencies(in: entry, products: products)
        }
        return targets
    }

    /// Returns the products that a constant of the manifest stands for.
    private static func productNames(in text: String) -> [String: String] {
        var names: [String: String] = [:]
        for match in text.matches(of: /let (\w+) = Target\.Dependency\.product\(\s*name: "(\w+)"/) {
            names[String(match.1)] = String(match.2)
        }
        return names
    }

    private static func dependencies(
        in entry: Substring, products: [String: String]
    ) -> Set<String> {
        guard let list = entry.firstMatch(of: /dependencies:\s*\[([^\]]*)\]/)?.1 else { return [] }
        let names = list.split(separator: ",").map {
            $0.trimmingPrefix(/\s+/).prefix { !$0.isWhitespace }
        }
        return Set(
            names.filter { !$0.isEmpty }.map { name in
                name.hasPrefix("\"")
                    ? String(name.dropFirst().dropLast()) : products[String(name)] ?? String(name)
            })
    }
}
