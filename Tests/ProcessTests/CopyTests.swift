import ProcessKit
import Testing

/// A replica that was copied or put back: both go on to write, and nothing that either wrote is lost.
@Suite struct `A copied replica` {
    /// The state digests of all who take part, and of the hub, are one.
    private func expectOneState(
        _ places: [Workplace], _ hub: HubProcess, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let line = "rail status --digest | grep digest"
        let digests = try places.map { try $0.get(line) }
        #expect(Set(digests).count == 1, sourceLocation: sourceLocation)
        let first = try #require(digests.first?.split(separator: "\n").first)
        let state = try #require(first.split(separator: " ").last)
        let whole = try hub.output(of: "digest")
        #expect(whole.contains(state), sourceLocation: sourceLocation)
        for place in places {
            #expect(
                try place.get("rail doctor").hasPrefix("healthy"), sourceLocation: sourceLocation)
            #expect(
                try place.get("rail status").contains(#/unsynced +0/#),
                sourceLocation: sourceLocation)
        }
    }

    /// All show one card of the fork; the command that it prints, run by the last, settles it for all.
    private func expectCardUntilSeen(_ places: [Workplace]) throws {
        var commands: Set<String> = []
        for place in places {
            let rows = try place.value("SELECT kind || ' ' || settle FROM card")
            #expect(rows.hasPrefix("fork rail conflicts settle "))
            commands.insert(rows.split(separator: " ").dropFirst().joined(separator: " "))
            #expect(try place.get("rail status").contains(#/contested +1/#))
            #expect(try place.get("rail conflicts").contains("copied replica: ana"))
            #expect(try place.get("rail conflicts --json").contains("\"kind\":\"fork\""))
            let name = try #require(rows.split(separator: " ").last)
            let page = try place.get("rail conflicts show \(name)")
            #expect(page.matches(of: #/\* [12]\. went on with 1 change\n +ana, /#).count == 2)
            #expect(page.contains("a copy, or a backup put back, wrote on after change"))
        }
        #expect(commands.count == 1)
        let command = try #require(commands.first)
        #expect(try places[places.count - 1].get(command).contains("settled: copied replica"))
        for place in places.reversed() + places { try place.get("rail sync") }
        for place in places {
            #expect(try place.get("rail conflicts").contains("no conflicts"))
            try place.get("rail doctor --rebuild")
            #expect(try place.get("rail conflicts").contains("no conflicts"))
        }
    }

    private func titles(_ place: Workplace) throws -> Set<Substring> {
        Set(try place.value("SELECT title FROM item").split(separator: "\n"))
    }

    @Test func `of its folder alone writes a stream of its own`() throws {
        let (hub, ana) = try Scene().hubAndAdmin()
        let ben = try Scene.join("ben", invitedBy: ana)
        try ana.get("rail add Common && rail sync && mkdir ../copy && cp -r .railyard ../copy")
        let copy = try ana.moved(to: "copy")
        try ana.get("rail add 'By the original'")
        try copy.get("rail add 'By the copy'")
        try ana.get("rail add 'By the original again'")
        for place in [copy, ana, copy, ben] { try place.get("rail sync") }
        try expectOneState([ana, copy, ben], hub)
        #expect(
            try titles(ben) == [
                "Common", "By the original", "By the copy", "By the original again",
            ])
        #expect(try !hub.output(of: "status").contains("forked"))
    }

    @Test func `with its home, on another machine, writes a stream of its own`() throws {
        let scene = try Scene()
        let (hub, ana) = try scene.hubAndAdmin()
        try ana.get("rail add Common && rail add 'Not sent yet'")
        let image = try scene.place("image")
        try ana.get("cp -r .railyard \(image.directory) && cp -r \(ana.home)/. \(image.home)")
        try image.get("rail add 'By the image'")
        try ana.get("rail add 'By the original'")
        for place in [ana, image, ana] { try place.get("rail sync") }
        try expectOneState([ana, image], hub)
        #expect(
            try titles(image) == ["Common", "Not sent yet", "By the image", "By the original"])
    }

    @Test func `put back beside a hub put back forks, and both branches are kept`() throws {
        let scene = try Scene()
        let (hub, ana) = try scene.hubAndAdmin()
        let ben = try Scene.join("ben", invitedBy: ana)
        try ana.get("rail add Common && rail sync")
        try ben.get("rail sync")
        // One night's backup of both, so that neither can tell the other that it went back in time.
        hub.terminate()
        let files = "\(ana.directory)/.railyard \(ana.home)/.local/state/railyard/replicas"
        try ana.get("sqlite3 \(ana.database) 'PRAGMA wal_checkpoint(TRUNCATE)'")
        try ana.get("tar -C / -cf ../night.tar $(echo \(files) | sed 's, /, ,g; s,^/,,')")
        try ana.get("cp -r \(hub.directory) ../hub-of-the-night")
        try hub.start()
        try ana.get("rail add 'On the first branch' && rail sync")
        try ben.get("rail sync")
        hub.terminate()
        try ana.get("rm -r \(hub.directory) && cp -r ../hub-of-the-night \(hub.directory)")
        // Into the same file, as a machine's disk is put back: its identity stays.
        try ana.get("rm -f \(ana.database)-*; tar -C / --overwrite -xf ../night.tar")
        try hub.start()
        try ana.get("rail add 'On the second branch' && rail sync")
        for place in [ben, ana, ben] { try place.get("rail sync") }
        try expectOneState([ana, ben], hub)
        #expect(
            try titles(ben) == ["Common", "On the first branch", "On the second branch"])
        #expect(try hub.output(of: "status").contains("1 forked"))
        try expectCardUntilSeen([ana, ben])
        // The forked stream is closed; what is written now goes on in a new one.
        try ana.get("rail add 'After the fork' && rail sync")
        try ben.get("rail sync")
        try expectOneState([ana, ben], hub)
        #expect(try titles(ben).contains("After the fork"))
        #expect(try hub.output(of: "status").contains("streams     3, 1 forked"))
    }
}
