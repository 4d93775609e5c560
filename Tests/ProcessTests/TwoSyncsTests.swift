import ProcessKit
import Testing

/// Programs that sync one workspace at the same time: none ends another, and nothing is lost.
@Suite struct `Several syncs of one workspace` {
    @Test func `that are short wait for each other, and all end well`() throws {
        let (_, ana) = try Scene().hubAndAdmin()
        let statuses = try ana.get(
            """
            pids=()
            for n in $(seq 8); do
                rail add "Item $n" > /dev/null
                rail sync > "said-$n" 2>&1 & pids+=($!)
            done
            for pid in "${pids[@]}"; do wait "$pid"; echo "$?"; done
            """)
        let said = try ana.get("tail -n 2 said-*")
        #expect(statuses.split(separator: "\n") == .init(repeating: "0", count: 8), "\(said)")
        #expect(try ana.get("rail sync").contains("identical to the hub"))
        #expect(try ana.value("SELECT count(*) FROM item") == "8")
        #expect(try ana.get("rail doctor").hasPrefix("healthy"))
    }

    private static let running = Refusal(
        75, "syncing", "Another sync of this workspace is running.",
        hint: "It stays connected and sends what is written here; end it to sync by hand.")

    @Test func `beside one that stays are told so, and it goes on`() throws {
        let (hub, ana) = try Scene().hubAndAdmin()
        #expect(try ana.begin("rail sync --watch").hasPrefix("connected"))
        try ana.get("rail add 'Pay by card'")
        for line in ["rail sync", "rail sync --watch", "rail invite"] {
            try Self.running.expect(of: line, at: ana)
        }
        ana.endBackground()
        #expect(try ana.get("rail sync").contains("identical to the hub"))
        let digest = try ana.get("rail status --digest | sed -n 's/^state digest *//p'")
        #expect(try hub.output(of: "digest").contains(digest))
    }

    @Test func `find the way free when the one that stayed was killed`() throws {
        let (_, ana) = try Scene().hubAndAdmin()
        let said = try ana.get(
            """
            coproc watch { exec rail sync --watch; }
            watching=$watch_PID
            read -r line <&"${watch[0]}"
            rail sync > /dev/null 2>&1; echo "$?"
            kill -9 "$watching"; wait "$watching" 2> /dev/null
            rail sync > /dev/null 2>&1; echo "$?"
            """)
        #expect(said.split(separator: "\n") == ["75", "0"])
    }

    @Test func `of different workspaces do not wait for each other`() throws {
        let (_, ana) = try Scene().hubAndAdmin()
        let ben = try Scene.join("ben", invitedBy: ana)
        #expect(try ana.begin("rail sync --watch").hasPrefix("connected"))
        #expect(try ben.get("rail sync").contains("identical to the hub"))
        ana.endBackground()
    }
}
