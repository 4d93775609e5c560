// How work goes on: conflicts, history, contexts.

extension HelpTopic {
    static let conflicts = HelpTopic(
        name: "conflicts", about: "What happens when people write the same at once.",
        text: """
            Most of what people write apart fits together: labels, comments, checks, edits of one text. Of two \
            values for one field both are kept and one is in force by a rule that is the same everywhere. \
            Where people must decide, there is a card.

              rail conflicts               what is open
              rail conflicts show 4k2m     both values, who, when, what is in force and why
              rail conflicts settle 4k2m   take what the card proposes; --take names another value
              rail conflicts ack 4k2m      it may stay as it is
              rail blame 7f3k              for each field who wrote it, and which of several is in force

            Settling counts for everybody once it is synced. `contested:yes` narrows lists to what has cards, \
            and a ! stands behind their ids.
            """)

    static let history = HelpTopic(
        name: "history", about: "Who changed what, the past, and taking things back.",
        text: """
              rail history 7f3k            what happened to one thing; --diff for what went and came
              rail blame 7f3k priority     who wrote a value, when, and what it replaced
              rail log --since yesterday   what everybody wrote
              rail ls --diff 1w            what is new, changed or closed since then
              rail at yesterday ls         a question asked of the workspace as it was
              rail op log                  what you wrote, and what undoing it would do
              rail op show 8f3a2c11@12     all of one change
              rail undo 8f3a2c11@12        take back a change of yours, also after a sync

            An undo is a new change: what others wrote since stays. What exposes people or spends something \
            is taken back by asking, as it was made.
            """)

    static let contexts = HelpTopic(
        name: "contexts", about: "Filters with a name: contexts for yourself, views for everybody.",
        text: """
            A context narrows every list of items until you leave it; the answers say so at their head.

              rail context def mobile 'team:nova (+ios or +android)'
              rail context use mobile
              rail ls                      context mobile: team:nova (+ios or +android)
              rail context none
              rail context list

            Contexts lie in your configuration folder (rail whoami --paths) and are nobody else's; which one is \
            in use is kept for each workspace. RAIL_CONTEXT names one for a single command, and none where it \
            is empty.

            A view is a filter that the workspace shares, and is asked for by name:

              rail view def mobile 'team:nova (+ios or +android)'
              rail view mobile state:active
              rail view list

            `rail show`, `rail search`, exports and writes never look at it.
            """)
}
