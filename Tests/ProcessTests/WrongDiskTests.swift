import Foundation
import ProcessKit
import Testing

/// A disk that is full, a folder that may only be read.
@Suite struct `A disk` {
    @Test func `that is full refuses in one line, keeps what was there, works again`() throws {
        let place = try Scene().place("ana")
        guard try Mount.small(on: place.directory + "/disk", megabytes: 2) else { return }
        defer { Mount.remove(place.directory + "/disk") }
        try place.get("cd disk && rail init Acme --as Ana && rail add First")
        try place.get("cd disk && cat /dev/zero > filler 2> /dev/null || true")
        let database = place.directory + "/disk/.railyard/workspace.db"
        let full = Refusal(
            1, "full", "The disk that holds \(database) is full; nothing was changed.",
            hint: "Free some space and run the command again.")
        let body = String(repeating: "word ", count: 8_000)
        for _ in 1...3 {
            try full.expect(of: "rail add Second --body '\(body)'", at: place, in: "disk")
        }
        #expect(
            try place.get("cd disk && rail sql --plain-value 'SELECT title FROM item'") == "First")
        try place.get("rm disk/filler && cd disk && rail add Second --body '\(body)'")
        let titles = "rail sql --plain-value 'SELECT title FROM item ORDER BY title'"
        #expect(try place.get("cd disk && \(titles)") == "First\nSecond")
        #expect(try place.get("cd disk && rail doctor").hasPrefix("healthy"))
    }

    @Test func `that may only be read is read, and a write says why it cannot be`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        let folder = place.directory + "/.railyard"
        guard try Mount.readOnly(folder) else { return }
        defer { Mount.remove(folder) }
        let writing = Refusal(
            1, "read-only", "\(place.database).lock cannot be opened (Read-only file system).",
            hint: "Make the directory writable for your user.")
        try writing.expect(of: "rail add Second", at: place)
        #expect(try place.get("rail ls").contains("First"))
        Mount.remove(folder)
        try place.get("rail add Second")
        #expect(try place.value("SELECT count(*) FROM item") == "2")
    }
}
