internal import Foundation
internal import ReleaseModel

/// A workspace as it was: the tables of a part of the history, in a folder of its own for as long as somebody
/// looks at it.
package struct PastWorkspace {
    /// The surroundings in which commands see the past instead of the present.
    package let environment: ReplicaEnvironment
    /// When the newest change that counts was written.
    package let newestMilliseconds: UInt64?
    private let directory: String

    init(_ environment: ReplicaEnvironment, newestMilliseconds: UInt64?, directory: String) {
        self.environment = environment
        self.newestMilliseconds = newestMilliseconds
        self.directory = directory
    }

    /// Takes the folder away.
    package func remove() { try? FileManager.default.removeItem(atPath: directory) }
}
