import Foundation
import ReleaseModel
import Replication
import Testing

@testable import Commands

/// On which day a week begins, and a month drawn so.
@Suite struct WeekStartTests {
    @Test(arguments: [
        (["LANG": "en_US.UTF-8"], "sun"), (["LANG": "de_DE"], "mon"), (["LANG": "C"], "mon"),
        (["LANG": "ar_EG.UTF-8@x"], "sat"), (["LANG": "dv_MV"], "fri"), ([:], "mon"),
        (["LANG": "en_US", "LC_TIME": "cs_CZ.UTF-8"], "mon"),
        (["LANG": "cs_CZ", "LC_TIME": "", "LC_ALL": "pt_BR"], "sun"),
        (["LC_ALL": "C.UTF-8", "LANG": "en_US"], "mon"), (["LANG": "zh_Hant_TW"], "sun"),
        (["LANG": "en"], "mon"), (["LANG": "_"], "mon"), (["LANG": "\u{1b}[31m"], "mon"),
        (["LANG": "en-us"], "sun"),
    ])
    func `the locale says it`(_ variables: [String: String], _ day: String) throws {
        #expect(try WeekStart(nil, variables).rawValue == day)
        #expect(try WeekStart("sat", variables) == .saturday)
    }

    /// The toolchain brings the same data, which is far too much to be read at every start of a command.
    @Test func `the table says of every country what the toolchain's data say`() {
        let days: [Locale.Weekday: WeekStart] = [
            .monday: .monday, .friday: .friday, .saturday: .saturday, .sunday: .sunday,
        ]
        let territories = Locale.Region.isoRegions.map(\.identifier).filter {
            $0.count == 2 && $0 != "ZZ"
        }
        #expect(territories.count > 200)
        for territory in territories {
            let theirs = days[Locale(identifier: "en_\(territory)").firstDayOfWeek]
            #expect(WeekStart.ofTerritory(territory) == theirs, "\(territory)")
        }
    }

    @Test(arguments: WeekStart.allCases)
    func `every day of a month stands under its name`(_ start: WeekStart) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        for month in ["2026-02", "2026-11", "2027-01"] {
            let lines = desk.rail("cal month \(month) --week-start \(start.rawValue)")
                .output.split(separator: "\n").map(String.init)
            let head = try #require(lines.first { $0.hasPrefix("week") })
            let names = head.split(separator: " ").dropFirst().map(String.init)
            #expect(names == start.weekdays)
            var seen: [Int] = []
            for line in lines.drop(while: { !$0.hasPrefix("week") }).dropFirst() {
                let cells = Array(line.dropFirst(9))
                for (place, name) in names.enumerated() {
                    let cell = cells.dropFirst(place * 9).prefix(9)
                    let digits = String(cell.prefix { $0.isNumber })
                    guard let day = Int(digits),
                        let date = CivilDate(
                            "\(month)-\(day < 10 ? "0" : "")\(day)")
                    else { continue }
                    seen.append(day)
                    let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
                    #expect(weekdays[date.weekday - 1] == name, "\(date)")
                }
            }
            #expect(seen == Array(1...seen.count) && seen.count >= 28)
        }
    }

    @Test func `weeks that begin elsewhere keep their number and their countdown`() throws {
        let desk = try #require(try Town("tokyo").desks.first)
        try desk.write("train new Ios departure:2026-12-13T10:00@UTC")
        // A Sunday ends the week for some and begins it for others.
        #expect(desk.rail("cal month 2026-12 --week-start mon").output.contains("50 R-0"))
        let sunday = desk.rail("cal month 2026-12 --week-start sun").output
        #expect(sunday.contains("50 R-1") && sunday.contains("51 R-0"))
        desk.environment.variables["LANG"] = "en_US.UTF-8"
        #expect(desk.rail("cal month 2026-12").output == sunday)
    }

    @Test(arguments: ["tue", "", "sund", "1", "mon,sun", "\u{1b}"])
    func `a day on which no week begins is refused`(_ word: String) throws {
        let desk = try #require(try Town("tokyo").desks.first)
        let answer = desk.rail(["cal", "month", "--week-start", word])
        #expect(answer.status == .usage)
        #expect(answer.errors.contains("mon, fri, sat, sun"))
        #expect(!answer.errors.contains("\u{1b}"))
        #expect(answer.output.isEmpty)
    }
}
