import Foundation
import ProcessKit
import Testing

/// What the first page shows works as it stands there, line by line.
@Suite struct `The first page` {
    /// The lines below a heading of the README, without what is remarked behind them.
    private func block(below heading: String) throws -> [String] {
        let page = Repository.root.appending(path: "README.md")
        let text = try String(contentsOf: page, encoding: .utf8)
        let below = try #require(text.range(of: "\n## \(heading)\n"))
        let rest = text[below.upperBound...].split(separator: "```", maxSplits: 2)
        return rest[1].split(separator: "\n").dropFirst().map { line in
            String(line.prefix(upTo: line.firstRange(of: #/ +# /#)?.lowerBound ?? line.endIndex))
        }
    }

    @Test func `shows sixty seconds that can be typed`() throws {
        let lines = try block(below: "In sixty seconds")
        #expect(lines.count > 10)
        let story = try Story()
        var link = "railyard://..."
        for line in lines {
            // The page can name neither this folder, nor the link that the hub is about to print.
            let played = line.asPlayed
                .replacing("railyard://127.0.0.1:7117/#...", with: link)
                .replacing(
                    "./deploy/install.sh",
                    with: "\(Repository.root.path)/deploy/install.sh --prefix \"$HOME/usr\"")
            let said = try story.type(played, as: "reader")
            let isGood = said.last?.hasPrefix("(exit ") != true
            #expect(isGood, "\(line)\n\(said.joined(separator: "\n"))")
            if let printed = said.first(where: { $0.hasPrefix("link ") }) {
                link = String(printed.dropFirst("link ".count))
            }
        }
        let place = try #require(story.places["reader"])
        #expect(try place.get("cd tokyo && rail ls").contains("Checkout under two seconds"))
        #expect(
            try place.get("$HOME/usr/bin/rail --version; ls $HOME/usr/share/man/man1").count > 9)
        try place.get(
            "\(Repository.root.path)/deploy/install.sh --prefix \"$HOME/usr\" --uninstall")
        #expect(try place.get("find $HOME/usr -type f").isEmpty)
    }
}
