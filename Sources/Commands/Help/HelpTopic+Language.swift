internal import ReleaseModel
internal import Replication

// What people type: filters, dates, ids.

extension HelpTopic {
    static let filters = HelpTopic(
        name: "filters", about: "The words that narrow every list.",
        text: """
            Each word narrows a list further; all of them must hold.

              state:ready            a field has a value; state:ready,active for either
              due:                   a field that is not set; has:due for one that is
              +ios   -web            a label that is there, or is not
              card                   a part of the title; "pay by card" with blanks
              due.before:fri         also due.by, due.since, due.after; created and changed too
              'priority>=high'       also > < <=, in quotes because of the shell
              blocked:yes            also contested:yes, archived:yes
              /refunds?/             a regular expression over title and description; /.../i in any case

            `or`, `not` or -( ), and parentheses join them, in one quoted word or in several:

              rail ls 'team:nova (priority>=high or +ios) -blocked:yes'

            The same words narrow ls, next, ready, blocked, blocking, mine, every `list`, exports, \
            contexts and views. A slip is marked at its place. Protocol/FILTER.md has the grammar.

            Fields of an item: \(FilterVocabulary(Item.schema).settable.joined(separator: ", ")).
            """)

    static let dates = HelpTopic(
        name: "dates", about: "How days and times are typed.",
        text: """
            For plans, counted from today in your zone:

              today tomorrow yesterday     mon .. sun (the next such day)   last-fri
              3d 2w 1m 1y (from now)       -2w (ago)
              sow som soq soy              first day of this week, month, quarter, year
              eow eom eoq eoy              last day of it
              2026-11-12                   that day, wherever one is
              2026-11-12@anywhere          until it is over everywhere on earth
              fri 16:00                    2026-11-12T16:00@Europe/Berlin
              2026-11-12..2026-11-14       a span

            For the past (--since, --diff, rail at), where counts and weekdays look back:

              \(PastPoint.examples)

            Times are shown in your zone; --tz ZONE shows another, and may be repeated for more columns. \
            A time that clocks skip is refused; one that comes twice is taken as the first.
            """)

    static let ids = HelpTopic(
        name: "ids", about: "How items and other things are called.",
        text: """
            Every thing has an id of 26 letters and digits. Its beginning is enough: at least \
            \(EntityFinder.prefixLengthMin) characters, more where several begin alike. Lists show as many as are needed.

              rail show 7f3k               by the beginning of its id
              rail team show Nova          things with names also by name
              assignee:me                  yourself

            The letters i, l, o are read as 1, 1, 0, and case does not matter.
            What was merged into another thing keeps its id as an alias of it.

            Changes are called by the replica that wrote them and their number there, as in 8f3a2c11@12: \
            receipts, `rail log` and `rail blame` print them, `rail undo`, `rail op show` and `rail at` take them.
            """)
}
