/// A file as handed to a reader: bytes, and the name under which problems speak of it.
package struct SourceFile: Sendable {
    package let name: String
    package let bytes: [UInt8]

    package init(name: String, bytes: [UInt8]) {
        self.name = name
        self.bytes = bytes
    }
}
