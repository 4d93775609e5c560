internal import ReleaseModel

extension Urgency {
    /// The three weightiest terms, for a cell of a list.
    var brief: String {
        shares.prefix(3).map { "\($0.term.rawValue) \($0.cause)" }.joined(separator: ", ")
    }

    var json: JSONValue {
        .object([
            ("sum", .number(Int64(sum))),
            (
                "terms",
                .array(
                    shares.map { share in
                        .object([
                            ("term", .string(share.term.rawValue)),
                            ("points", .number(Int64(share.points))),
                            ("cause", .string(share.cause)),
                        ])
                    })
            ),
        ])
    }
}
