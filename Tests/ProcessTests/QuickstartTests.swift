import Foundation
import ProcessKit
import Testing

/// The main job's own script: it passes with sound programs, and says no to states that are wrong.
@Suite struct `The quickstart` {
    /// Plays the story with a `rail` that does something else at one place of it.
    private func play(sabotage: String? = nil) throws -> Outcome {
        let place = try Scene().place("newcomer")
        var programs = BuiltPrograms.folder.path
        if let sabotage {
            try place.get("mkdir bin && ln -s \(programs)/railhub bin/railhub")
            let wrapper = "#!/bin/bash\n\(sabotage)\nexec \(programs)/rail \"$@\"\n"
            try place.write(wrapper, to: "bin/rail")
            try place.get("chmod +x bin/rail")
            programs = place.directory + "/bin"
        }
        return try place.run(
            "\(Repository.root.path)/deploy/quickstart.sh", with: ["PROGRAMS": programs])
    }

    @Test func `ends well with the programs as they are`() throws {
        let outcome = try play()
        #expect(outcome.status == 0, "\(outcome)")
        #expect(outcome.lines.count { $0.hasPrefix("ok ") } > 40)
        #expect(!outcome.output.contains("WRONG"))
        #expect(outcome.output.contains("All results are as they must be."))
    }

    @Test func `says no to four states that are equal and wrong`() throws {
        let outcome = try play(
            sabotage: """
                case "$*" in *"title:Pay by card everywhere"*) exit 0 ;; esac
                """)
        #expect(outcome.status == 1)
        for place in ["tokyo", "recife", "prague"] {
            #expect(outcome.output.contains("ok    \(place): digest: "))
            #expect(outcome.output.contains("WRONG \(place): title"))
        }
        #expect(outcome.errors.contains("results differ from what must come out."))
    }

    @Test func `says no to one replica whose tables were doctored`() throws {
        let outcome = try play(
            sabotage: """
                if [ "$RAIL_MACHINE$1" = recifesql ]; then
                    sqlite3 .railyard/workspace.db "UPDATE item SET priority = 'low'"
                fi
                """)
        #expect(outcome.status == 1)
        #expect(outcome.output.contains("WRONG recife: priority, written once"))
        #expect(outcome.output.contains("ok    tokyo: priority, written once"))
    }
}
