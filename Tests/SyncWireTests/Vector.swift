import Causality
import Foundation
import Testing

/// A file of `Protocol/vectors`: a header of fields, an empty line, and bytes as hexadecimal.
struct Vector: CustomTestStringConvertible {
    let folder: String
    let name: String
    let fields: [String: String]
    let bytes: [UInt8]

    var testDescription: String { "\(folder)/\(name)" }
    var expectation: String { fields["expect"] ?? "" }
    var isAccepted: Bool { expectation == "accept" }

    /// All vectors of a folder, by name.
    static func all(in folder: String) -> [Vector] {
        let place = protocolFolder.appending(path: "vectors/\(folder)")
        let files = try? FileManager.default.contentsOfDirectory(
            at: place, includingPropertiesForKeys: nil)
        return (files ?? []).filter { $0.pathExtension == "txt" }
            .compactMap { Vector(folder: folder, file: $0) }.sorted { $0.name < $1.name }
    }

    static var protocolFolder: URL {
        var place = URL(filePath: #filePath)
        while place.path.count > 1 {
            place.deleteLastPathComponent()
            let manifest = place.appending(path: "Package.swift")
            if FileManager.default.fileExists(atPath: manifest.path) { break }
        }
        return place.appending(path: "Protocol")
    }

    private init?(folder: String, file: URL) {
        guard let text = try? String(contentsOf: file, encoding: .utf8),
            let gap = text.range(of: "\n\n")
        else { return nil }
        var fields: [String: String] = [:]
        for line in text[..<gap.lowerBound].split(separator: "\n") {
            guard let colon = line.range(of: ": ") else { return nil }
            fields[String(line[..<colon.lowerBound])] = String(line[colon.upperBound...])
        }
        let digits = text[gap.upperBound...].filter { !$0.isWhitespace }
        guard let bytes = Hexadecimal.bytes(digits) else { return nil }
        self.folder = folder
        name = file.deletingPathExtension().lastPathComponent
        self.fields = fields
        self.bytes = bytes
    }
}
