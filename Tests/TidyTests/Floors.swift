/// The second drawing of the house: which modules each target may import.
///
/// The manifest alone does not guard the floors, because an undeclared import of a sibling target
/// can still compile. `FloorTests` holds this table against the `import` lines and the manifest.
enum Floors {
    /// A target, the floor it stands on, and what it may import beside the standard library.
    struct Room {
        let floor: Int
        let targets: [String]
        let products: [String]
        let system: [String]

        init(
            _ floor: Int, _ targets: [String] = [], products: [String] = [],
            system: [String] = []
        ) {
            self.floor = floor
            self.targets = targets
            self.products = products
            self.system = system
        }

        /// Everything an `import` line of the target may name.
        var imports: Set<String> { Set(targets + products + system) }
    }

    static let rooms: [String: Room] = [
        "Causality": Room(0),
        "Lattice": Room(1, ["Causality"]),
        // The second is a module of the first's package, used where it can be imported.
        "History": Room(
            1, ["Causality"], products: ["Crypto"], system: ["CCryptoBoringSSL"]),
        "ReleaseModel": Room(2, ["Causality", "Lattice", "History"]),
        "SyncProtocol": Room(2, ["Causality", "History"], products: ["Crypto"]),
        "CZstd": Room(3),
        "SyncWire": Room(
            3, ["Causality", "History", "SyncProtocol", "CZstd"], products: ["NIOCore"],
            system: foundation),
        "CSQLiteControl": Room(4),
        "SQLiteStorage": Room(
            4, ["Causality", "History", "SyncWire", "CSQLiteControl"], products: ["GRDB"],
            system: foundation + platform),
        "Projection": Room(
            4, ["Causality", "Lattice", "History", "ReleaseModel", "SQLiteStorage"],
            products: ["GRDB", "GRDBSQLite"], system: foundation),
        "SyncTransport": Room(
            4, ["Causality", "History", "SyncProtocol", "SyncWire"],
            products: ["NIOCore", "NIOPosix", "Logging", "DequeModule"],
            system: foundation + platform),
        "Replication": Room(
            5,
            [
                "Causality", "Lattice", "History", "ReleaseModel", "SyncProtocol", "SyncWire",
                "SQLiteStorage", "Projection", "SyncTransport",
            ],
            products: ["GRDB", "Crypto", "Logging"], system: foundation + platform),
        "Importing": Room(
            5, ["Causality", "Lattice", "History", "ReleaseModel", "CExpat"],
            products: ["Yams", "Crypto"], system: foundation),
        "CExpat": Room(5),
        "Coordination": Room(
            5,
            [
                "Causality", "History", "SyncProtocol", "SyncWire", "SQLiteStorage",
                "SyncTransport",
            ],
            products: ["ServiceLifecycle", "UnixSignals", "Logging", "Crypto", "GRDB"],
            system: foundation + platform),
        "Audit": Room(
            5, ["Causality", "Lattice", "History", "ReleaseModel", "SQLiteStorage"],
            system: foundation),
        "Commands": Room(
            7,
            [
                "Causality", "Lattice", "History", "ReleaseModel", "Projection", "SQLiteStorage",
                "SyncProtocol",
                "SyncTransport", "Replication", "Importing",
            ],
            products: ["ArgumentParser"], system: foundation + platform),
        "rail": Room(8, ["Commands"]),
        "railhub": Room(
            8,
            [
                "Causality", "History", "SyncProtocol", "SyncTransport", "Coordination", "Audit",
            ],
            products: ["ArgumentParser"], system: foundation),
    ]

    /// Modules of the toolchain that bring files, clocks and locale with them.
    static let foundation = ["Foundation", "FoundationEssentials", "Synchronization", "Dispatch"]

    /// The system's own C library under its several names.
    static let platform = ["Glibc", "Musl", "Darwin"]

    /// The floors on which nothing reads a clock, draws a random number, waits or opens a file.
    static let pureFloors = 0...2

    /// Says whether a target stands below the line that no input or output crosses.
    static func isPure(_ target: String) -> Bool {
        rooms[target].map { pureFloors.contains($0.floor) } ?? false
    }

    /// Places above the line where the outside world is let in, and what they may call.
    ///
    /// Each row is one door: time and randomness enter there and are arguments everywhere else.
    static let doors: [String: Set<String>] = [
        // Another process holds the file's lock; flock has no waiting form with a deadline.
        "Sources/SQLiteStorage/FileLock.swift": ["usleep"],
        // What every replica is handed: the real clock and the real generator.
        "Sources/Replication/SystemEnvironment.swift": [
            "clock_gettime", "SystemRandomNumberGenerator",
        ],
        // What every hub is handed.
        "Sources/Coordination/SystemHub.swift": [
            "clock_gettime", "SystemRandomNumberGenerator",
        ],
    ]
}
