import ReleaseModel
import Testing

/// One iCalendar object, read by the rules of RFC 5545 and by nothing of how it was written.
struct CalendarObject {
    struct Property {
        let name: String
        let parameters: [String: String]
        let value: String
    }

    /// BEGIN to END, with what stands between.
    struct Component {
        let name: String
        var properties: [Property] = []
        var components: [Component] = []

        func all(_ name: String) -> [Property] { properties.filter { $0.name == name } }

        func one(_ name: String) -> Property? { all(name).first }

        func value(_ name: String) -> String? { one(name)?.value }
    }

    let root: Component

    /// Fails the test where a rule of the format is broken.
    init(_ text: String) throws {
        let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
        #expect(lines.last?.isEmpty == true, "the last line has no end")
        #expect(!text.replacing("\r\n", with: "").contains { "\r\n".contains($0) })
        var unfolded: [String] = []
        for line in lines.dropLast() {
            #expect(line.utf8.count <= 75, "\(line)")
            // Not by letters: what follows the blank may join with it.
            if line.utf8.first == 0x20, let last = unfolded.popLast() {
                unfolded.append(last + String(line.unicodeScalars.dropFirst()))
            } else {
                unfolded.append(String(line))
            }
        }
        var stack: [Component] = []
        var root: Component?
        for line in unfolded {
            let property = try #require(Self.property(line), "\(line)")
            switch property.name {
            case "BEGIN": stack.append(Component(name: property.value))
            case "END":
                let open = stack.popLast()
                let done = try #require(open)
                #expect(done.name == property.value)
                if stack.isEmpty {
                    root = done
                } else {
                    stack[stack.count - 1].components.append(done)
                }
            default:
                #expect(!stack.isEmpty)
                stack[stack.count - 1].properties.append(property)
            }
        }
        #expect(stack.isEmpty)
        self.root = try #require(root)
    }

    /// A name, its parameters each behind a semicolon, and behind a colon the value.
    private static func property(_ line: String) -> Property? {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let parts = line[..<colon].split(separator: ";")
        guard let name = parts.first,
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
        else { return nil }
        var parameters: [String: String] = [:]
        for part in parts.dropFirst() {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2 else { return nil }
            parameters[String(halves[0])] = String(halves[1])
        }
        return Property(
            name: String(name), parameters: parameters,
            value: String(line[line.index(after: colon)...]))
    }

    var events: [Component] { root.components.filter { $0.name == "VEVENT" } }
    var tasks: [Component] { root.components.filter { $0.name == "VTODO" } }
    var zones: [Component] { root.components.filter { $0.name == "VTIMEZONE" } }

    func event(_ summary: String) -> Component? {
        events.first { $0.value("SUMMARY").map(Self.unescaped) == summary }
    }

    /// A value of type TEXT as it was meant.
    static func unescaped(_ text: String) -> String {
        var plain = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                plain.append(character == "n" || character == "N" ? "\n" : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                plain.append(character)
            }
        }
        return plain
    }

    /// What every object must be.
    func expectWhole() {
        #expect(root.name == "VCALENDAR")
        #expect(root.value("VERSION") == "2.0")
        #expect(root.all("PRODID").count == 1)
        #expect(!root.components.isEmpty)
        let known = Set(zones.compactMap { $0.value("TZID") })
        var names: Set<String> = []
        for component in events + tasks {
            for name in ["UID", "DTSTAMP"] { #expect(component.all(name).count == 1) }
            #expect(component.value("DTSTAMP")?.hasSuffix("Z") == true)
            let id = (component.value("UID") ?? "") + "/" + (component.value("RECURRENCE-ID") ?? "")
            #expect(names.insert(id).inserted, "\(id) twice")
            for property in component.properties {
                if let zone = property.parameters["TZID"] { #expect(known.contains(zone)) }
            }
            if let end = component.value("DTEND"), let start = component.value("DTSTART") {
                #expect(start < end)
            }
        }
        for event in events { #expect(event.all("DTSTART").count == 1) }
        for zone in zones {
            #expect(!zone.components.isEmpty)
            for part in zone.components {
                for name in ["DTSTART", "TZOFFSETFROM", "TZOFFSETTO"] {
                    #expect(part.all(name).count == 1)
                }
            }
        }
    }
}
