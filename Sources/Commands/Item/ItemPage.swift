/// An item as one text: the title, an empty line, the description.
struct ItemPage: Equatable {
    let title: String
    let body: String

    init(title: String, body: String) {
        self.title = title
        self.body = body
    }

    /// Reads a text that was made from another page.
    ///
    /// Editors end the last line of a file; where the description had no such end, that end is not part of it.
    init(_ text: String, like other: ItemPage) {
        var lines = text.replacing("\r\n", with: "\n")
            .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        title = lines.removeFirst()
        if lines.first?.isEmpty == true { lines.removeFirst() }
        let body = lines.joined(separator: "\n")
        self.body =
            body.hasSuffix("\n") && !other.body.hasSuffix("\n")
            ? String(body.dropLast()) : body
    }

    var text: String {
        let page = body.isEmpty ? title : "\(title)\n\n\(body)"
        return page.hasSuffix("\n") ? page : page + "\n"
    }
}
