import Foundation
import ProcessKit
import Testing

/// Where there is no workspace, or where the file is not one that can be used.
@Suite struct `A wrong place` {
    private static let none = Refusal(
        5, "no-workspace", "There is no workspace here or above.",
        hint: "`rail init` makes one, `rail join LINK` takes part in one, "
            + "RAIL_WORKSPACE names another place.")

    @Test(arguments: [
        "rail ls", "rail add something", "rail sync", "rail status", "rail doctor",
        "rail conflicts list", "rail cal month", "rail sql 'SELECT 1'", "rail invite",
        "rail leave",
    ])
    func `without a workspace says so and leaves nothing behind`(line: String) throws {
        let place = try Scene().place("ana")
        try Self.none.expect(of: line, at: place)
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.directory) == [])
        #expect(try FileManager.default.subpathsOfDirectory(atPath: place.home) == [])
    }

    @Test func `beside the workspace is not in it, below it is`() throws {
        let place = try Scene().place("ana")
        try place.get("mkdir -p work/deep/down other && cd work && rail init Acme --as Ana")
        try place.get("cd work/deep/down && rail add 'Found from below'")
        try Self.none.expect(of: "rail ls", at: place, in: "other")
        try Self.none.expect(
            of: "rail ls", at: place, in: "other",
            with: ["RAIL_WORKSPACE": place.directory + "/nowhere"])
        let named = try place.run(
            "rail ls", in: "other", with: ["RAIL_WORKSPACE": place.directory + "/work"])
        #expect(named.output.contains("Found from below"))
    }

    @Test func `a second workspace is not made over the first`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        try Holdings.isKept(at: place) {
            try Refusal(
                1, "exists", "\(place.directory)/.railyard already holds a workspace.",
                hint: "Work in another directory, or remove it with `rail leave`."
            ).expect(of: "rail init Again", at: place)
        }
    }

    /// A file in place of the database, and what is said of it.
    struct Impostor: CustomTestStringConvertible {
        let testDescription: String
        let making: String
        let code: String
        let sentence: String
        let hint: String

        static let all = [
            Impostor(
                testDescription: "of a newer version",
                making: "sqlite3 $DB 'PRAGMA user_version = 99'", code: "newer",
                sentence: "$DB was written by a newer version (layout 99, this one knows $OWN).",
                hint: "Update Railyard; the file was not touched."),
            Impostor(
                testDescription: "of another program",
                making: "rm -f $DB*; sqlite3 $DB 'CREATE TABLE t(a); INSERT INTO t VALUES(1)'",
                code: "foreign", sentence: "$DB is the database of another program.",
                hint: "Move that file away, or name another workspace."),
            Impostor(
                testDescription: "of a hub",
                making: "rm -f $DB*; sqlite3 $DB "
                    + "'CREATE TABLE t(a); PRAGMA application_id = 0x52524875'",
                code: "foreign", sentence: "$DB is the database of another program.",
                hint: "Move that file away, or name another workspace."),
            Impostor(
                testDescription: "that is no database",
                making: "rm -f $DB*; seq 1000 > $DB", code: "not-a-database",
                sentence: "$DB is not a Railyard database.",
                hint: "Move that file away, or name another workspace."),
            Impostor(
                testDescription: "that is empty", making: "rm -f $DB*; : > $DB",
                code: "not-a-database", sentence: "$DB is empty.",
                hint: "Restore it from a backup, or remove it and join the workspace again."),
            Impostor(
                testDescription: "that is a folder", making: "rm -f $DB*; mkdir $DB",
                code: "not-a-database", sentence: "$DB is not a file.",
                hint: "Move it away, or name another workspace."),
        ]
    }

    @Test(arguments: Impostor.all)
    func `a file is refused and not touched`(impostor: Impostor) throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        let own = try place.get("sqlite3 \(place.database) 'PRAGMA user_version'")
        let sentence = impostor.sentence
            .replacingOccurrences(of: "$DB", with: place.database)
            .replacingOccurrences(of: "$OWN", with: own)
        try place.get("DB=\(place.database); " + impostor.making)
        let trace = "find .railyard -type f -size +0 ! -name '*-shm' -exec sha256sum {} + | sort"
        let before = try place.get(trace)
        for line in ["rail ls", "rail add Second", "rail doctor"] {
            try Refusal(1, impostor.code, sentence, hint: impostor.hint)
                .expect(of: line, at: place)
        }
        #expect(try place.get(trace) == before)
    }

    @Test func `a file that is newer works again with the version that wrote it`() throws {
        let place = try Scene().place("ana")
        try place.get("rail init Acme --as Ana && rail add First")
        try Holdings.isKept(at: place) {
            let own = try place.get("sqlite3 \(place.database) 'PRAGMA user_version'")
            try place.get("sqlite3 \(place.database) 'PRAGMA user_version = 99'")
            #expect(try place.run("rail add Second").status == 1)
            try place.get("sqlite3 \(place.database) 'PRAGMA user_version = \(own)'")
        }
    }
}
