// What programs and scripts need to know.

extension HelpTopic {
    static let forms = HelpTopic(
        name: "forms", about: "The forms of an answer, for people and for programs.",
        text: """
              --json                   {"schema":"rail.ls/1","asOf":{...},"data":[...],"problems":[]}
              --json=id,title          only these fields; also --csv=..., --ndjson=...
              --csv                    comma-separated values, fields on the first line
              --ndjson                 one line of JSON for each record
              --jq EXPRESSION          through the jq that is installed
              --template TEXT          mustache: '{{id}} {{{title}}}'
              --plain                  one labelled line for each value, for screen readers
              --ascii                  no characters beyond ASCII
              --tz ZONE                times in another zone; may be repeated
              --no-pager               never page by page

            They may stand before the verb too. Colours never say anything alone; NO_COLOR turns them off. \
            Errors are JSON on standard error where the answer is JSON. Every write takes --dry-run, which \
            says what would change and writes nothing.

            On a terminal a long answer is shown page by page: by $RAIL_PAGER, else $PAGER, else \
            \(AnswerPager.usual).
            """)

    static let exitCodes = HelpTopic(
        name: "exit-codes", about: "How commands end, for scripts.",
        text: HelpTopic.exitCodeLines
            + """


            `rail ready` ends with 3 where nothing is ready, so that `rail ready && ...` reads as it is meant. \
            An error says a code, a sentence and what to do next; with --json as {"code":...,"message":...}.
            """)

    private static let exitCodeLines = [
        ExitStatus.yes, .failed, .usage, .no, .contested, .absent, .refused, .notPermitted, .asked,
    ]
    .map { status in
        let number = String(status.rawValue)
        return
            "  \(String(repeating: " ", count: 2 - number.count))\(number)  \(meaning(of: status))"
    }.joined(separator: "\n")

    private static func meaning(of status: ExitStatus) -> String {
        switch status {
        case .yes: "all is well, or the answer is yes"
        case .failed: "it failed"
        case .usage: "the command was not understood"
        case .no: "the answer is no"
        case .contested: "people wrote different things, and a person must decide"
        case .absent: "not found, or several are"
        case .refused: "the hub refused it"
        case .notPermitted: "you may not do that"
        case .asked: "asked, and waiting for a grant; or another program is at it"
        }
    }

    static let environment = HelpTopic(
        name: "environment", about: "The variables that commands look at.",
        text: """
              RAIL_WORKSPACE       a workspace for where no folder above holds one
              RAIL_CONTEXT         the context to use; empty for none
              RAIL_ZONE            your time zone; else TZ, else the system's
              RAIL_PAGER, PAGER    what shows long answers; empty for nothing
              VISUAL, EDITOR       what `rail edit` runs
              USER                 your name, where `rail init` and `rail join` are given none
              NO_COLOR             no colours, whatever its value
              COLUMNS              how wide the terminal is; else it is asked
              TERM                 `dumb` for a terminal without colours and pages
              TMPDIR               where short-lived files go
              PATH                 where rail-NAME and jq are looked for
              XDG_DATA_HOME        the workspace of last resort, below railyard/
              XDG_STATE_HOME       device keys and anchors, below railyard/
              XDG_CONFIG_HOME      contexts, below railyard/
              RAIL_CLOCK           the time, in milliseconds since 1970, or a file that holds it: for tests
              RAIL_MACHINE         the name of this machine: for tests

            A workspace is found upwards from the working directory, as a folder .railyard.
            """)

    static let extensions = HelpTopic(
        name: "extensions", about: "Commands of your own: rail-NAME on the path.",
        text: """
            A program called rail-NAME on the path is run by `rail NAME ...`; `rail help` lists those that there \
            are. What rail has itself is never replaced by one.

            It gets the words behind its name, and in the environment:

              RAIL                 the path of this program, for calling it back
              RAIL_WORKSPACE       the folder of the workspace, where there is one
              RAIL_ZONE            the reader's zone

            Its exit status is the answer's. Asking with --json keeps a script from guessing at columns:

              #!/bin/sh
              # rail-standup: what changed since yesterday, and what I do next
              "$RAIL" log --since yesterday && "$RAIL" next --limit 3
            """)
}
