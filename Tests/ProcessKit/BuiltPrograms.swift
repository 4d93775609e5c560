package import Foundation

/// `rail` and `railhub` as they were built, beside the test bundle that runs.
package enum BuiltPrograms {
    package static let folder: URL = {
        let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") }
        let path = bundle ?? CommandLine.arguments.first ?? ""
        return URL(fileURLWithPath: path).deletingLastPathComponent()
    }()

    /// What a process sees beside its own settings: the programs first on the path, and no trace on a kill.
    package static let environment = [
        "PATH": folder.path + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin",
        "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
    ]
}
