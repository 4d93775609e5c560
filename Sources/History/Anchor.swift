package import Causality

/// The small file outside the database that remembers how far a device's own stream had come.
///
/// A database restored from a backup does not know that it was; the anchor does. Written after the
/// commit and before anything is replied or sent.
package struct Anchor: Hashable, Sendable {
    /// Which file the database was: a copy is another one.
    package struct FileIdentity: Hashable, Sendable {
        package let device: UInt64
        package let inode: UInt64

        package init(device: UInt64, inode: UInt64) {
            self.device = device
            self.inode = inode
        }
    }

    package static let machineLengthMaxBytes = 128
    private static let format: UInt8 = 1

    /// The stream open for writing, with its newest change, sealed or not.
    package let own: VectorEntry
    /// What the operating system calls this machine; a reboot leaves it as it is.
    package let machine: [UInt8]
    package let file: FileIdentity

    package init(own: VectorEntry, machine: [UInt8], file: FileIdentity) {
        self.own = own
        self.machine = Array(machine.prefix(Self.machineLengthMaxBytes))
        self.file = file
    }

    /// The bytes of the file, with a hash at the end: half an anchor is none.
    package var bytes: [UInt8] {
        var writer = CanonicalWriter(capacity: 128)
        writer.byte(Self.format)
        writer.identifier(own.stream)
        writer.number(own.sequence)
        writer.link(own.link)
        writer.counted(machine)
        writer.number(file.device)
        writer.number(file.inode)
        let digest = Hash.of(.anchor, writer.bytes)
        writer.link(digest)
        return writer.bytes
    }

    package init(bytes: [UInt8]) throws(CanonicalError) {
        var reader = CanonicalReader(bytes)
        let format = try reader.byte()
        guard format == Self.format else { throw .unknownTag(format) }
        let own = VectorEntry(
            try reader.identifier(), try reader.number(upTo: Limits.sequenceMax),
            try reader.link())
        let machine = try reader.counted(upTo: Self.machineLengthMaxBytes)
        let file = FileIdentity(device: try reader.number(), inode: try reader.number())
        let read = reader.position
        guard try reader.link() == Hash.of(.anchor, Array(bytes.prefix(read))) else {
            throw .outOfRange
        }
        try reader.finish()
        self.init(own: own, machine: machine, file: file)
    }
}
