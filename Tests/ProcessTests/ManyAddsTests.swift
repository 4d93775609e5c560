import ProcessKit
import Testing

/// Fifty programs that write one file at once: the file's own lock puts them in a row.
@Suite struct `Many programs on one workspace` {
    private static let story = """
        pids=()
        for n in $(seq 50); do
            rail add "Item $n" > "said-$n" 2>&1 & pids+=($!)
            case $n in
                20) rail sync > "said-sync" 2>&1 & pids+=($!) ;;
                10 | 30 | 40) rail ls > /dev/null & pids+=($!) ;;
            esac
        done
        for pid in "${pids[@]}"; do wait "$pid"; echo "$?"; done
        """

    @Test func `all write, and all that they wrote is one chain`() throws {
        let (_, ana) = try Scene().hubAndAdmin()
        let statuses = try ana.get(Self.story).split(separator: "\n")
        #expect(statuses.count == 54)
        let said = try ana.get("tail -n 2 said-*")
        #expect(statuses.allSatisfy { $0 == "0" }, "\(said)")
        let titles = try ana.value("SELECT title FROM item").split(separator: "\n")
        #expect(titles.count == 50)
        #expect(Set(titles) == Set((1...50).map { "Item \($0)" }))
        #expect(try ana.get("rail sync").contains("identical to the hub"))
        // The person, then fifty items: one stream, no number twice, none left out.
        let chain =
            "SELECT count(DISTINCT stream) || ' ' || sum(last - first + 1) || ' ' || max(last)"
        #expect(try ana.value("\(chain) FROM run") == "1 51 51")
        #expect(try ana.value("SELECT count(*) FROM unsealed") == "0")
        #expect(try ana.get("rail doctor").hasPrefix("healthy"))
    }
}
