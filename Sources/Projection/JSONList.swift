/// A JSON array in the making, for columns that SQLite takes apart again (RFC 8259).
package struct JSONList {
    private var content: [UInt8] = [UInt8(ascii: "[")]

    package init() {}

    package var bytes: [UInt8] { content + [UInt8(ascii: "]")] }

    package mutating func append(_ list: JSONList) {
        separate()
        content += list.content
        content.append(UInt8(ascii: "]"))
    }

    package mutating func append(_ number: Int?) {
        separate()
        content += (number.map { String($0) } ?? "null").utf8
    }

    package mutating func append(_ text: String?) {
        separate()
        guard let text else {
            content += "null".utf8
            return
        }
        content.append(UInt8(ascii: "\""))
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"):
                content.append(UInt8(ascii: "\\"))
                content.append(byte)
            case 0..<0x20: content += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
            default: content.append(byte)
            }
        }
        content.append(UInt8(ascii: "\""))
    }

    private mutating func separate() {
        if content.count > 1 { content.append(UInt8(ascii: ",")) }
    }
}
