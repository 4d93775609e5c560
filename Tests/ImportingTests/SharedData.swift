import Foundation

/// Finds the data that nobody here wrote, in the folder beside the package.
enum SharedData {
    static let package: URL? = {
        var folder = URL(fileURLWithPath: #filePath)
        while folder.path != "/" {
            folder.deleteLastPathComponent()
            if FileManager.default.fileExists(atPath: folder.path + "/Package.swift") {
                return folder
            }
        }
        return nil
    }()

    /// A folder of the shared data; nil, with a printed reason, where it is absent.
    static func folder(_ name: String) -> String? {
        guard let package else { return nil }
        let path = package.deletingLastPathComponent().path + "/shared/data/" + name
        guard FileManager.default.fileExists(atPath: path) else {
            print("skipped: ../shared/data/\(name) is not here")
            return nil
        }
        return path
    }

    /// What `counts.json` says about a part.
    static func counts(_ part: String) throws -> [String: Any]? {
        guard let path = folder("counts.json") else { return nil }
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        let all = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        return all?[part] as? [String: Any]
    }

    static func map(_ name: String) -> String {
        (package?.path ?? ".") + "/deploy/maps/" + name
    }
}
