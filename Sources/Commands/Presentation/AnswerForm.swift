internal import ReleaseModel

/// The form that an answer takes: text for people, or its data in one of the forms that programs read.
enum AnswerForm {
    case text
    /// One labelled line a value, for a reader that speaks.
    case plain
    case json
    case ndjson
    case csv
    case query(JSONQuery)
    case template(Mustache)

    /// Finds the form that was asked for, before anything is read or written.
    init(_ options: GlobalOptions, _ variables: [String: String]) throws {
        let (queries, templates) = (options.jq, options.template)
        let asked =
            (options.csv ? ["--csv"] : []) + (options.ndjson ? ["--ndjson"] : [])
            + (options.plain ? ["--plain"] : []) + queries.map { _ in "--jq" }
            + templates.map { _ in "--template" }
        // What works on the JSON may have --json beside it.
        let json = options.json && queries.isEmpty && templates.isEmpty ? ["--json"] : []
        guard (json + asked).count < 2 else {
            throw CommandFailure(
                "two-forms",
                "\((json + asked).joined(separator: " and ")) do not go together: an answer has one form.",
                hint: "Keep one of them.", status: .usage)
        }
        if let query = queries.first {
            self = .query(try JSONQuery(query, variables))
        } else if let template = templates.first {
            self = .template(try Mustache(template))
        } else {
            self =
                options.csv
                ? .csv
                : options.ndjson
                    ? .ndjson : options.plain ? .plain : options.json ? .json : .text
        }
        guard options.fields.isEmpty || isData else {
            throw CommandFailure(
                "fields-of-text", "--fields picks fields of data, and this answer is text.",
                hint: "Add --json, --csv, --ndjson, --jq or --template.", status: .usage)
        }
    }

    /// The fields that were asked for; all where there are none.
    static func fields(_ options: GlobalOptions) throws -> [String] {
        let names = options.fields.flatMap { $0.split { $0 == "," || $0.isWhitespace } }
        guard options.fields.isEmpty || !names.isEmpty else {
            throw CommandFailure(
                "no-fields", "“\(options.fields.joined(separator: ","))” names no field.",
                hint: "As in: --json=id,title", status: .usage)
        }
        return names.map(String.init)
    }

    /// Whether programs are to read the answer.
    var isData: Bool {
        switch self {
        case .text, .plain: false
        case .json, .ndjson, .csv, .query, .template: true
        }
    }

    var isPlain: Bool { if case .plain = self { true } else { false } }
}
