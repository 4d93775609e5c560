import Testing

@testable import Commands

/// Cases of the mustache specification: values, sections, inverted sections, comments, lone tags.
@Suite struct MustacheTests {
    private static let record = JSONValue.object([
        ("title", .string("<\"Pay\" & go>")), ("count", .number(3)), ("none", .null),
        ("yes", .bool(true)), ("no", .bool(false)), ("zero", .number(0)), ("empty", .array([])),
        ("labels", .array([.string("ios"), .string("web")])),
        (
            "due",
            .object([("start", .string("fri")), ("zone", .object([("name", .string("UTC"))]))])
        ),
        ("checks", .array([.object([("text", .string("a"))]), .object([("text", .string("b"))])])),
    ])

    struct Case: CustomTestStringConvertible {
        let template: String
        let text: String

        init(_ template: String, _ text: String) {
            self.template = template
            self.text = text
        }

        var testDescription: String { template }
    }

    @Test(arguments: [
        Case("no tag", "no tag"), Case("", ""),
        Case("{{title}}", "&lt;&quot;Pay&quot; &amp; go&gt;"),
        Case("{{{title}}}", "<\"Pay\" & go>"), Case("{{& title }}", "<\"Pay\" & go>"),
        Case("{{ count }}|{{count}}", "3|3"), Case("[{{none}}{{absent}}]", "[]"),
        Case("{{due.start}} {{due.zone.name}}", "fri UTC"), Case("[{{due.absent.name}}]", "[]"),
        Case("{{#due}}{{start}} {{zone.name}} {{count}}{{/due}}", "fri UTC 3"),
        Case("{{#labels}}({{.}}){{/labels}}", "(ios)(web)"),
        Case("{{#checks}}{{text}}{{count}} {{/checks}}", "a3 b3 "),
        Case("{{#yes}}a{{/yes}}{{#no}}b{{/no}}{{#zero}}c{{/zero}}{{#none}}d{{/none}}", "a"),
        Case("{{^yes}}a{{/yes}}{{^no}}b{{/no}}{{^empty}}c{{/empty}}{{^absent}}d{{/absent}}", "bcd"),
        Case("{{#yes}}{{#yes}}x{{/yes}}{{^yes}}y{{/yes}}{{/yes}}z", "xz"),
        Case("a{{! a remark }}b", "ab"), Case("a\n{{! alone }}\nb\n", "a\nb\n"),
        Case("a\n  {{#yes}}  \nb\n  {{/yes}}\nc", "a\nb\nc"),
        Case("{{#yes}}\nb\n{{/yes}}", "b\n"),
        Case("a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc", "a\r\nb\r\nc"),
        Case(" {{#yes}}x{{/yes}} \n", " x \n"), Case("{{count}} {{! beside }}\nb", "3 \nb"),
        Case("{{! one }} {{! two }}\nb", " \nb"),
        Case("{{#due}}\n{{start}}\n{{/due}}\n", "fri\n"),
    ])
    func `a template is filled in as the specification says`(_ example: Case) throws {
        #expect(try Mustache(example.template).text(of: Self.record) == example.text)
    }
}
