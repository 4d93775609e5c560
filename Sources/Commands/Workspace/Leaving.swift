internal import Foundation
internal import Replication

/// Takes a replica's folder and anchor away; the device key stays, other workspaces use it.
enum Leaving {
    static func remove(_ replica: Replica) throws {
        try replica.close()
        try FileManager.default.removeItem(atPath: replica.paths.folder)
    }
}
