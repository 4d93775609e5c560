package import Logging

/// The hub's log: structured lines on standard error, where a service manager picks them up.
package enum HubLog {
    package static let levels = Logger.Level.allCases.map(\.rawValue)

    /// Makes the log at a level by its name; nil for a name that is none.
    package static func standardError(level: String) -> Logger? {
        guard let level = Logger.Level(rawValue: level) else { return nil }
        var logger = Logger(label: "railhub") { label in
            StreamLogHandler.standardError(label: label)
        }
        logger.logLevel = level
        return logger
    }
}
