import Foundation

/// Runs one workload of the shared benchmarks and prints a JSON line a measurement.
///
///     bench w1 [--replicas N] [--edits N] [--items N] [--made FOLDER] [--only floor|railyard]
///
/// `--made` keeps what lies before the exchange, so that a second run begins there.
enum Benchmark {
    static func main(_ arguments: [String]) -> Int32 {
        do {
            var options = try Options(arguments)
            let folder = try Scratch()
            defer { folder.remove() }
            if options.made == nil { options.made = folder.path + "/made" }
            try run(options, folder)
            return 0
        } catch {
            FileHandle.standardError.write(Data("error: \(error)\n".utf8))
            return 1
        }
    }

    private static func run(_ options: Options, _ folder: Scratch) throws {
        let workload = MergeWorkload(
            replicas: options.replicas, edits: options.edits, items: options.items)
        try workload.expectGoldenDigests()
        if options.only != "railyard" {
            try MergeFloor(workload, in: folder.path + "/floor").measure().print()
        }
        if options.only != "floor" {
            let stage = MergeStage(workload, in: options.made ?? folder.path)
            try stage.make()
            let copy = try stage.copied(to: folder.path + "/run")
            try MergeExchange(copy).measure().print()
        }
    }

    /// What was asked for.
    private struct Options {
        var replicas = 10
        var edits = 10_000
        var items = 5_000
        var made: String?
        var only = ""

        init(_ arguments: [String]) throws {
            guard arguments.first == "w1" else {
                throw BenchmarkFailure("usage: bench w1 [--replicas N] [--edits N] [--items N] ...")
            }
            var rest = arguments.dropFirst()
            while let name = rest.popFirst() {
                guard let value = rest.popFirst() else {
                    throw BenchmarkFailure("\(name) needs a value")
                }
                switch name {
                case "--replicas": replicas = Int(value) ?? replicas
                case "--edits": edits = Int(value) ?? edits
                case "--items": items = Int(value) ?? items
                case "--made": made = value
                case "--only": only = value
                default: throw BenchmarkFailure("no such option: \(name)")
                }
            }
        }
    }
}
