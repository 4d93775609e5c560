import Dispatch
import Foundation

/// What this process took of the machine.
enum Machine {
    /// Seconds on a clock that only goes forward.
    static var seconds: Double {
        Double(DispatchTime.now().uptimeNanoseconds) / 1e9
    }

    /// Processor seconds of all threads so far.
    static var processorSeconds: Double {
        let usage = usage
        return seconds(usage.ru_utime) + seconds(usage.ru_stime)
    }

    /// The most memory that the process held at once.
    static var peakMegabytes: Int { usage.ru_maxrss / 1_024 }

    /// Bytes that the files below a path occupy on the disk.
    static func occupied(_ path: String) throws -> Int {
        var names = [path]
        if let inside = FileManager.default.enumerator(atPath: path) {
            for case let name as String in inside { names.append(path + "/" + name) }
        }
        return try names.reduce(0) { sum, name in
            var status = stat()
            guard stat(name, &status) == 0 else {
                throw BenchmarkFailure("\(name) is gone")
            }
            let isFile = status.st_mode & S_IFMT == S_IFREG
            return sum + (isFile ? Int(status.st_blocks) * 512 : 0)
        }
    }

    private static var usage: rusage {
        var usage = rusage()
        #if os(Linux)
            getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        return usage
    }

    private static func seconds(_ time: timeval) -> Double {
        Double(time.tv_sec) + Double(time.tv_usec) / 1e6
    }
}
