// swift-tools-version: 6.2
import PackageDescription

// The floor plan. A target may import the floors below it and nothing else; the table in
// Tests/TidyTests/Floors.swift says the same and is checked against the `import` lines.
//
//     rail ───────────────────────────────── railhub              8  entry points
//      Commands                               │                   7  nouns and verbs
//      Replication · Importing               Coordination         5  the replica a program holds | the relay
//      Projection · SQLiteStorage · SyncTransport                 4  tables, history file, sockets
//      SyncWire                                                   3  messages <-> bytes
//   ── below this line: no I/O, no clock, no randomness, no await ──
//      ReleaseModel            SyncProtocol                       2  what it means | the conversation
//      Lattice                 History                            1  values that merge | changes as kept
//      Causality                                                  0  who did what, after what

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A planted bug to throw, for `deploy/bugs.sh`: the checkers must notice.
let bug = Context.environment["RAILYARD_BUG"].map { [SwiftSetting.define($0)] } ?? []
let settings = strict + bug

/// Programs that are shipped are one file that needs no other and starts a third sooner.
///
/// See Protocol/decisions/0005-one-static-file.md; macOS has no such mode.
let shipped: [LinkerSetting] = [
    .unsafeFlags(
        ["-static-executable"], .when(platforms: [.linux], configuration: .release))
]

/// The pure floors also state every use of unsafe memory.
let pure = settings + [.strictMemorySafety()]

let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let nioCore = Target.Dependency.product(name: "NIOCore", package: "swift-nio")
let nioPosix = Target.Dependency.product(name: "NIOPosix", package: "swift-nio")
let nioEmbedded = Target.Dependency.product(name: "NIOEmbedded", package: "swift-nio")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let lifecycle = Target.Dependency.product(
    name: "ServiceLifecycle", package: "swift-service-lifecycle")
let signals = Target.Dependency.product(
    name: "UnixSignals", package: "swift-service-lifecycle")
let arguments = Target.Dependency.product(
    name: "ArgumentParser", package: "swift-argument-parser")
let deque = Target.Dependency.product(name: "DequeModule", package: "swift-collections")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")

let package = Package(
    name: "railyard",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "rail", targets: ["rail"]),
        .executable(name: "railhub", targets: ["railhub"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(
            url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-collections.git", from: "1.6.0"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        // 0
        .target(name: "Causality", swiftSettings: pure),
        // 1
        .target(name: "Lattice", dependencies: ["Causality"], swiftSettings: pure),
        .target(name: "History", dependencies: ["Causality", crypto], swiftSettings: pure),
        // 2
        .target(
            name: "ReleaseModel", dependencies: ["Causality", "Lattice", "History"],
            swiftSettings: pure),
        .target(
            name: "SyncProtocol", dependencies: ["Causality", "History", crypto],
            swiftSettings: pure),
        // 3
        .systemLibrary(
            name: "CZstd", pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
        .target(
            name: "SyncWire",
            dependencies: ["Causality", "History", "SyncProtocol", "CZstd", nioCore],
            swiftSettings: settings),
        // 4
        .target(name: "CSQLiteControl"),
        .target(
            name: "SQLiteStorage",
            dependencies: ["Causality", "History", "SyncWire", "CSQLiteControl", grdb],
            swiftSettings: settings),
        .target(
            name: "Projection",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "SQLiteStorage", grdb, sqlite,
            ],
            swiftSettings: settings),
        .target(
            name: "SyncTransport",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncWire", nioCore, nioPosix, logging,
                deque,
            ],
            swiftSettings: settings),
        // 5
        .systemLibrary(
            name: "CExpat", pkgConfig: "expat",
            providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]),
        .target(
            name: "Replication",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "SyncProtocol", "SyncWire",
                "SQLiteStorage", "Projection", "SyncTransport", grdb, crypto, logging,
            ],
            swiftSettings: settings),
        .target(
            name: "Importing",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "CExpat", yams, crypto,
            ],
            swiftSettings: settings),
        .target(
            name: "Coordination",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncWire", "SQLiteStorage",
                "SyncTransport", lifecycle, signals, logging, crypto, grdb,
            ],
            swiftSettings: settings),
        // The hub's own check of what its log means; the relay beside it never imports the model.
        .target(
            name: "Audit",
            dependencies: ["Causality", "Lattice", "History", "ReleaseModel", "SQLiteStorage"],
            swiftSettings: settings),
        // 7
        .target(
            name: "Commands",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "Replication", "Importing",
                "Projection", "SQLiteStorage", "SyncProtocol", "SyncTransport", arguments,
            ],
            swiftSettings: settings),
        // 8
        .executableTarget(
            name: "rail", dependencies: ["Commands"], swiftSettings: settings,
            linkerSettings: shipped),
        .executableTarget(
            name: "railhub",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncTransport", "Coordination", "Audit",
                arguments,
            ],
            swiftSettings: settings, linkerSettings: shipped),
        // lab
        .target(
            name: "StoreConformance", dependencies: ["Causality", "History"],
            path: "Tests/StoreConformance", swiftSettings: settings),
        .target(
            name: "SimulationKit",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "SyncProtocol", "SyncWire",
            ],
            path: "Tests/SimulationKit", swiftSettings: settings),
        .target(
            name: "ProcessKit",
            dependencies: [
                "Causality", "History", "Replication", "SyncTransport", "SimulationKit",
            ],
            path: "Tests/ProcessKit", swiftSettings: settings),
        // Not shipped: what W1 of the shared benchmarks costs here, beside its floor (deploy/bench.sh).
        .executableTarget(
            name: "bench",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "SQLiteStorage", "SyncTransport",
                "Replication", "Coordination", "Audit", "SimulationKit", sqlite, crypto, logging,
            ],
            path: "Tests/Benchmarks", exclude: ["NOTES.md"], swiftSettings: settings),
        .testTarget(
            name: "CausalityTests", dependencies: ["Causality", "SimulationKit"],
            swiftSettings: settings),
        .testTarget(
            name: "LatticeTests", dependencies: ["Causality", "Lattice", "SimulationKit"],
            swiftSettings: settings),
        .testTarget(
            name: "HistoryTests",
            dependencies: ["Causality", "History", "StoreConformance", crypto],
            swiftSettings: settings),
        .testTarget(
            name: "ReleaseModelTests",
            dependencies: ["Causality", "Lattice", "History", "ReleaseModel", "SimulationKit"],
            swiftSettings: settings),
        .testTarget(
            name: "SyncProtocolTests", dependencies: ["Causality", "History", "SyncProtocol"],
            swiftSettings: settings),
        .testTarget(
            name: "SyncWireTests",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncWire", "SimulationKit", nioCore,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SQLiteStorageTests",
            dependencies: [
                "Causality", "History", "SQLiteStorage", "StoreConformance", "SimulationKit",
                "ProcessKit", grdb,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SyncTransportTests",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncWire", "SyncTransport", nioCore,
                nioEmbedded,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CoordinationTests",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncWire", "SyncTransport",
                "SQLiteStorage", "StoreConformance", "SimulationKit", "Coordination", nioCore,
                nioPosix, logging, grdb,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "SimulationTests",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "SyncProtocol", "SimulationKit",
            ],
            exclude: ["PLANTED.md"], swiftSettings: settings),
        .testTarget(
            name: "ReplicationTests",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "Projection", "Replication",
                "SQLiteStorage", "SyncProtocol", "SimulationKit", "ProcessKit", grdb,
            ],
            swiftSettings: settings),
        .testTarget(
            name: "ImportingTests",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "Importing", "SimulationKit",
            ],
            swiftSettings: settings),
        .testTarget(
            name: "CommandsTests",
            dependencies: [
                "Causality", "Lattice", "History", "ReleaseModel", "Replication", "Commands",
                "SimulationKit", "ProcessKit", arguments,
            ],
            swiftSettings: settings),
        // Whole programs: what a person types and what comes back, and kill -9 at any moment.
        .testTarget(
            name: "ProcessTests",
            dependencies: [
                "Causality", "History", "SyncProtocol", "SyncWire", "SyncTransport",
                "SQLiteStorage", "StoreConformance", "Coordination", "SimulationKit", "ProcessKit",
                "rail", "railhub",
            ],
            swiftSettings: settings),
        // The user guide, played line by line.
        .testTarget(
            name: "TranscriptTests",
            dependencies: ["SimulationKit", "ProcessKit", "rail", "railhub"],
            exclude: ["cli"], swiftSettings: settings),
        .testTarget(name: "TidyTests", swiftSettings: settings),
    ]
)
