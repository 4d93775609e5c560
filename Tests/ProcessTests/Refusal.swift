import Foundation
import ProcessKit
import Testing

/// What a command that cannot do its work must say, in the same words to people and to programs.
struct Refusal {
    let status: Int32
    let code: String
    let sentence: String
    let hint: String?

    init(_ status: Int32, _ code: String, _ sentence: String, hint: String? = nil) {
        self.status = status
        self.code = code
        self.sentence = sentence
        self.hint = hint
    }

    /// The two lines that people read.
    private var text: String { "rail: \(sentence)\n" + (hint.map { $0 + "\n" } ?? "") }

    /// Runs a line that must be refused, once as people ask and once as programs do.
    func expect(
        of line: String, at place: Workplace, in subdirectory: String = "",
        with settings: [String: String] = [:], sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let plain = try place.run(line, in: subdirectory, with: settings)
        #expect(plain.status == status, "\(line)", sourceLocation: sourceLocation)
        #expect(plain.errors == text, "\(line)", sourceLocation: sourceLocation)
        #expect(plain.output.isEmpty, "\(line)", sourceLocation: sourceLocation)
        let json = try place.run(line + " --json", in: subdirectory, with: settings)
        #expect(json.status == status, "\(line)", sourceLocation: sourceLocation)
        #expect(json.output.isEmpty, "\(line)", sourceLocation: sourceLocation)
        let object = try JSONSerialization.jsonObject(with: Data(json.errors.utf8))
        let members = try #require(object as? [String: Any], sourceLocation: sourceLocation)
        #expect(members["schema"] as? String == "rail.error/1", sourceLocation: sourceLocation)
        #expect(members["code"] as? String == code, sourceLocation: sourceLocation)
        #expect(members["message"] as? String == sentence, sourceLocation: sourceLocation)
        #expect(members["hint"] as? String == hint, sourceLocation: sourceLocation)
        #expect(members["status"] as? Int == Int(status), sourceLocation: sourceLocation)
    }
}
