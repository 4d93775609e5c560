import Foundation
import ProcessKit
import SyncTransport
import Testing

/// A replica whose file went wrong: what is damaged is named, and mended from the log or from the hub.
@Suite struct `A doctor` {
    /// Two people with some history at one hub.
    private func scene() throws -> (hub: HubProcess, ana: Workplace, ben: Workplace) {
        let (hub, ana) = try Scene().hubAndAdmin()
        let ben = try Scene.join("ben", invitedBy: ana)
        try ana.get("rail add 'Pay by card' +web && rail add 'Refund in one click' && rail sync")
        try ben.get("rail add 'Larger photos' due:2026-12-08 && rail sync")
        try ana.get("rail sync && rail team new Nova zone:Asia/Tokyo && rail sync")
        return (hub, ana, ben)
    }

    private func digests(_ place: Workplace) throws -> String {
        try place.get("rail status --digest | grep digest")
    }

    @Test func `makes the tables anew from the log, to the same digest`() throws {
        let (_, ana, _) = try scene()
        let before = try digests(ana)
        let items = try ana.get("rail ls")
        let answer = try ana.get("rail doctor --rebuild")
        #expect(!answer.contains("wrong"))
        #expect(try digests(ana) == before)
        #expect(try ana.get("rail ls") == items)
    }

    @Test func `finds tables that were changed behind its back, and makes them anew`() throws {
        let (_, ana, _) = try scene()
        let before = try digests(ana)
        let items = try ana.get("rail ls")
        try ana.get("sqlite3 \(ana.database) 'DELETE FROM document WHERE n % 2; DELETE FROM item'")
        let found = try ana.run("rail doctor")
        #expect(found.status == 3)
        #expect(found.errors.contains("Run `rail doctor --rebuild`."))
        #expect(try digests(ana) != before)
        #expect(try ana.get("rail doctor --rebuild").contains("the old tables were wrong"))
        #expect(try digests(ana) == before)
        #expect(try ana.get("rail ls") == items)
        #expect(try ana.get("rail doctor").hasPrefix("healthy"))
    }

    @Test func `finds rows that were changed by hand, names each, and makes them anew`() throws {
        let (_, ana, _) = try scene()
        let ids = { (title: String) in
            try ana.value("SELECT id FROM item WHERE title = '\(title)'")
        }
        let (pay, refund) = (try ids("Pay by card"), try ids("Refund in one click"))
        let team = try ana.value("SELECT id FROM team")
        let short = { (id: String) in id.prefix(4) }
        let before = try digests(ana)
        let items = try ana.get("rail ls")
        try ana.get(
            """
            sqlite3 \(ana.database) "
              UPDATE item SET title = 'Pay by cheque', archived = 1 WHERE id = '\(pay)';
              DELETE FROM item WHERE id = '\(refund)';
              UPDATE team SET zone = 'Europe/Prague';
              INSERT INTO item(n, id, created_at, created_by, changed_at, archived, contested, title)
                VALUES (900, 'ghost', 0, '', 0, 0, 0, 'Ghost')"
            """)
        // The documents are as they were, hence so is the digest of the state.
        #expect(try digests(ana) == before)
        let found = try ana.run("rail doctor")
        #expect(found.status == 3)
        #expect(
            Set(found.text.split(separator: "\n")) == [
                "wrong: item \(short(pay)): does not say what was written in archived, title",
                "wrong: item \(short(refund)): has no row",
                "wrong: item ghost: is a row of nothing",
                "the tables do not match the log",
                "wrong: team \(short(team)): does not say what was written in zone",
            ])
        #expect(
            found.errors == """
                rail: The tables have 4 rows that the log does not give.
                Run `rail doctor --rebuild`.

                """)
        let json = try ana.run("rail doctor --json")
        #expect(
            json.output.contains("item \(pay): does not say what was written in archived, title"))
        let mended = try ana.get("rail doctor --rebuild")
        #expect(mended.contains("tables made anew"))
        #expect(try ana.get("rail doctor").hasPrefix("healthy"))
        #expect(try ana.get("rail ls") == items)
        #expect(try digests(ana) == before)
    }

    @Test func `finds counts of relations that were changed by hand`() throws {
        let (_, ana, _) = try scene()
        let ids = { (title: String) in
            try ana.value("SELECT id FROM item WHERE title = '\(title)'")
        }
        let (pay, refund) = (try ids("Pay by card"), try ids("Refund in one click"))
        try ana.get("rail link \(pay) blocks \(refund)")
        let waits = try ana.value("SELECT edge FROM wait")
        #expect(try ana.get("rail doctor").hasPrefix("healthy"))
        for (statement, complaint) in [
            ("UPDATE item SET blockers = 7 WHERE id = '\(pay)'", "in blockers"),
            ("UPDATE item SET waiting = 0", "in waiting"),
            ("UPDATE item SET open = 0 WHERE id = '\(refund)'", "in open"),
            ("UPDATE item SET stands_for = '\(pay)' WHERE id = '\(refund)'", "in stands_for"),
            ("DELETE FROM wait", "wait \(waits): has no row"),
            ("INSERT INTO wait VALUES (999, 1, 2)", "wait 999: is a row of nothing"),
        ] {
            try ana.get("sqlite3 \(ana.database) \"\(statement)\"")
            let found = try ana.run("rail doctor")
            #expect(found.status == 3 && found.output.contains(complaint), "\(found.text)")
            try ana.get("rail doctor --rebuild")
            #expect(try ana.get("rail doctor").hasPrefix("healthy"))
        }
    }

    @Test func `finds nothing wrong in a zone other than the one that wrote`() throws {
        let (_, ana, _) = try scene()
        try ana.get("rail add 'In Berlin' due:2026-12-08T10:00@Europe/Berlin")
        try ana.get("rail freeze new 'Year end' window:2026-12-21..2027-01-03@Europe/Prague")
        try ana.get("rail release new 2.7.0 window:2026-12-21T20:00..2026-12-22T01:30@UTC")
        let elsewhere = try ana.run("rail doctor", with: ["RAIL_ZONE": "Asia/Tokyo"])
        #expect(elsewhere.status == 0)
        #expect(elsewhere.output.hasPrefix("healthy"))
        try ana.get("sqlite3 \(ana.database) 'UPDATE item SET due_utc = 1 WHERE due LIKE \"%@%\"'")
        #expect(try ana.run("rail doctor").output.contains("in due_utc"))
    }

    @Test func `is called for where two replicas read two states out of one history`() throws {
        let (hub, ana, ben) = try scene()
        try ana.get("rail sync")
        try ben.get("rail sync")
        #expect(try ana.get("rail sync --verify").contains("no other replica has told its state"))
        #expect(try ben.get("rail sync --verify").contains("other replicas have the same state"))
        #expect(try ana.get("rail sync --verify --json").contains("\"stateShared\":true"))
        try ben.get("sqlite3 \(ben.database) 'DELETE FROM document WHERE n = 1'")
        let outcome = try ben.run("rail sync --verify")
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("identical to the hub"))
        #expect(outcome.errors.contains("Another replica reads another state out of the same"))
        #expect(try ben.run("rail doctor").status == 3)
        try ben.get("rail doctor --rebuild")
        #expect(try ben.get("rail sync --verify").contains("other replicas have the same state"))
        // What the hub forgets with its process is told again.
        hub.terminate()
        try hub.start()
        #expect(try ben.get("rail sync --verify").contains("no other replica has told its state"))
    }

    @Test func `finds a flipped bit in the log, names the run, and repairs it from the hub`() throws
    {
        let (hub, ana, ben) = try scene()
        let before = try digests(ana)
        let count = try #require(Int(try ana.value("SELECT count(*) FROM run")))
        #expect(count > 3)
        for position in [1, 3, count] {
            try flipBit("bytes", of: "run WHERE position = \(position)", at: ana)
            let found = try ana.run("rail doctor")
            #expect(found.status == 3)
            #expect(found.output.hasPrefix("damaged: run \(position) (stream "))
            #expect(found.output.split(separator: "\n").count == 1)
            #expect(found.errors.contains("`rail doctor --repair` fetches them from the hub."))
            let mended = try ana.get("rail doctor --repair")
            #expect(mended.contains("fetched 1 run from the hub"))
            #expect(mended.contains("healthy"))
            #expect(try digests(ana) == before)
        }
        try ana.get("rail add 'After the repair' && rail sync")
        try ben.get("rail sync")
        #expect(try digests(ana) == digests(ben))
        let state = try ana.get("rail status --digest | sed -n 's/^state digest *//p'")
        #expect(try hub.output(of: "digest").contains(state))
    }

    @Test func `cannot repair without the hub, and leaves the damage as it was`() throws {
        let (hub, ana, _) = try scene()
        try flipBit("bytes", of: "run WHERE position = 2", at: ana)
        hub.terminate()
        let outcome = try ana.run("rail doctor --repair")
        #expect(outcome.status == 1)
        #expect(outcome.errors.contains("No hub listens at \(hub.link.endpoint)."))
        #expect(try ana.run("rail doctor").output.hasPrefix("damaged: run 2 (stream "))
        // What was read into tables before is still there to work with.
        #expect(try ana.get("rail ls").contains("Larger photos"))
        try hub.start()
        #expect(try ana.get("rail doctor --repair").contains("healthy"))
    }

    @Test func `says which run no hub has, and keeps what was written after it`() throws {
        let (hub, ana, _) = try scene()
        hub.terminate()
        try ana.get("rail add 'Sealed, never sent' && mkdir ../copy && cp -r .railyard ../copy")
        let copy = try ana.moved(to: "copy")
        // The copy seals what it found, and goes on in a stream of its own.
        try copy.get("rail add 'In the copy' && rail add 'Once more'")
        let last = try copy.value("SELECT max(position) FROM run")
        try flipBit("bytes", of: "run WHERE position = \(last)", at: copy)
        #expect(try copy.run("rail doctor --repair").status == 1)
        try hub.start()
        let mended = try copy.run("rail doctor --repair")
        #expect(mended.status == 3)
        #expect(mended.output.contains("fetched 0 runs from the hub"))
        #expect(mended.output.contains("lost: run \(last) (stream "))
        #expect(mended.output.contains("kept under a new stream: 2 changes"))
        #expect(try copy.get("rail doctor").hasPrefix("healthy"))
        let left = try copy.get("rail ls")
        #expect(left.contains("In the copy") && left.contains("Once more"))
        #expect(!left.contains("Sealed, never sent"))
        // The original still has it: it comes back from there.
        try ana.get("rail sync")
        for place in [copy, ana] { try place.get("rail sync") }
        #expect(try digests(ana) == digests(copy))
        #expect(try copy.get("rail ls").contains("Sealed, never sent"))
        #expect(try ana.get("rail ls").contains("Once more"))
    }

    @Test func `leaves a log alone whose readable runs hang on one that nobody has`() throws {
        let (hub, ana, _) = try scene()
        hub.terminate()
        try ana.get("rail add 'Sealed, never sent' && mkdir ../copy && cp -r .railyard ../copy")
        let copy = try ana.moved(to: "copy")
        try copy.get("rail add 'In the copy' && mkdir ../again && cp -r .railyard ../again")
        // The copy of the copy seals what the copy wrote, behind the run that the copy had sealed.
        let again = try copy.moved(to: "again")
        try again.get("rail add 'In the copy of the copy'")
        let last = try #require(Int(try again.value("SELECT max(position) FROM run")))
        let items = try again.get("rail ls")
        try flipBit("bytes", of: "run WHERE position = \(last - 1)", at: again)
        try hub.start()
        let outcome = try again.run("rail doctor --repair")
        #expect(outcome.status == 3)
        #expect(outcome.output.contains("lost: run \(last - 1) (stream "))
        #expect(
            outcome.errors == """
                rail: The hub does not have what is needed to repair this log.
                Nothing was changed. Sync the replicas that may have it and try again, or join the workspace from \
                another directory.

                """)
        let damage = try again.run("rail doctor")
        #expect(damage.status == 3 && damage.output.hasPrefix("damaged: run \(last - 1) (stream "))
        #expect(try again.get("rail ls") == items)
        // The original has what is lost, and brings it to the hub.
        try ana.get("rail sync")
        let mended = try again.get("rail doctor --repair")
        #expect(mended.contains("fetched 1 run from the hub") && mended.contains("healthy"))
        #expect(try again.get("rail ls") == items)
        for place in [again, ana] { try place.get("rail sync") }
        #expect(try digests(ana) == digests(again))
    }

    @Test(arguments: [0, 1, 2])
    func `loses of three changes that were never sent only the damaged one`(broken: Int) throws {
        let (hub, ana, ben) = try scene()
        hub.terminate()
        let titles = ["First offline", "Second offline", "Third offline"]
        for title in titles { try ana.get("rail add '\(title)'") }
        let sequences = try ana.value("SELECT sequence FROM unsealed").split(separator: "\n")
        #expect(sequences.count == 3)
        let sequence = sequences[broken]
        try flipBit("row", of: "unsealed WHERE sequence = \(sequence)", at: ana)
        let found = try ana.run("rail doctor")
        #expect(found.status == 3)
        #expect(
            found.output == "damaged: own change \(sequence) does not match its hash chain\n")
        #expect(found.errors.contains("`rail doctor --repair` keeps what is whole"))
        let mended = try ana.run("rail doctor --repair")
        #expect(mended.status == 3)
        #expect(mended.output.contains("lost: own change \(sequence), which was never sent"))
        #expect(mended.output.contains("healthy"))
        #expect(mended.errors.contains("Write again what is missing"))
        #expect(mended.output.contains("kept under a new stream: \(2 - broken)") == (broken < 2))
        #expect(try ana.get("rail doctor").hasPrefix("healthy"))
        // The hub comes back: what was kept reaches the others, and life goes on.
        try hub.start()
        try ana.get("rail add 'After the repair' && rail sync")
        try ben.get("rail sync")
        #expect(try digests(ana) == digests(ben))
        let seen = try ben.get("rail ls")
        for (place, title) in titles.enumerated() {
            #expect(seen.contains(title) == (place != broken))
        }
        #expect(seen.contains("After the repair"))
        #expect(try ana.get("rail conflicts").contains("no conflicts"))
        #expect(
            try ana.get("ls .railyard").split(separator: "\n").allSatisfy { !$0.contains("repair") }
        )
    }

    /// Turns one bit of the file round, in the midst of what one cell holds.
    private func flipBit(_ column: String, of row: String, at place: Workplace) throws {
        try place.get("sqlite3 \(place.database) 'PRAGMA wal_checkpoint(TRUNCATE)'")
        let digits = Array(try place.value("SELECT hex(\(column)) FROM \(row)").utf8)
        let bytes = stride(from: 0, to: digits.count, by: 2).compactMap {
            UInt8(String(decoding: digits[$0..<$0 + 2], as: UTF8.self), radix: 16)
        }
        let url = URL(fileURLWithPath: place.database)
        var file = try Data(contentsOf: url)
        let range = try #require(file.range(of: Data(bytes)))
        file[range.lowerBound + bytes.count / 2] ^= 0x10
        let handle = try FileHandle(forWritingTo: url)
        try handle.write(contentsOf: file)
        try handle.close()
    }
}
