internal import Foundation

/// Disks that only root can make; elsewhere a test says why it did not run.
package enum Mount {
    /// A disk in memory; false, with the reason printed, where none can be had.
    package static func small(on folder: String, megabytes: Int) throws -> Bool {
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        guard run("/bin/mount", "-t", "tmpfs", "-o", "size=\(megabytes)m", "tmpfs", folder) else {
            print("skipped: a small tmpfs cannot be mounted here")
            return false
        }
        return true
    }

    /// Lets a folder only be read, by root as well.
    package static func readOnly(_ folder: String) throws -> Bool {
        guard run("/bin/mount", "--bind", folder, folder) else {
            print("skipped: a folder cannot be mounted for reading only here")
            return false
        }
        guard run("/bin/mount", "-o", "remount,ro,bind", folder) else {
            remove(folder)
            print("skipped: a folder cannot be mounted for reading only here")
            return false
        }
        return true
    }

    package static func remove(_ folder: String) { _ = run("/bin/umount", "-l", folder) }

    private static func run(_ program: String, _ arguments: String...) -> Bool {
        guard getuid() == 0 else { return false }
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.standardError = FileHandle.nullDevice
        do { try process.run() } catch { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }
}
