/// Every bound on what a change may hold, in one place; `Protocol/SPEC.md` section 11 is made of it.
package enum Limits {
    /// One command may touch many records (a bulk edit, an import step) but stays one atomic apply.
    package static let operationsPerChangeMax = 16_384

    /// A long description is a few thousand bytes; a megabyte is a file, and files are linked.
    package static let valueLengthMaxBytes = 1 << 20

    /// Keys are set elements and map keys: words, addresses, identifiers.
    package static let keyLengthMaxBytes = 1_024

    /// Concurrent siblings of one cell; a thousand replicas that all wrote the same cell unseen.
    package static let supersedesPerOperationMax = 4_096

    /// Streams that moved since the author's previous change; a year of daily new streams in a large team.
    package static let dependenciesPerChangeMax = 65_536

    /// One change is decoded whole, so its body fits the memory that a session is granted.
    package static let changeLengthMaxBytes = 4 << 20

    /// Ten thousand offline edits must fit one batch, so that they cost one signature.
    package static let changesPerBatchMax = 16_384

    /// A batch is decoded whole; limits apply to the decompressed size, before it is allocated.
    package static let batchLengthMaxBytes = 16 << 20

    /// One's own batches stay below what a receiver takes, whatever a coding adds to the rows.
    package static let sealedLengthMaxBytes = 8 << 20

    /// Columns of small numbers compress well, nothing honest compresses better than this.
    package static let batchInflationMaxRatio = 512

    /// Field numbers are few; the bound keeps a cell's address in two words.
    package static let fieldNumberMax: UInt64 = 1 << 20

    /// Sequences and positions count single changes: a billion a second for two centuries stay below.
    package static let sequenceMax: UInt64 = 1 << 62
}
