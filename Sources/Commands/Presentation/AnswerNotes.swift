/// What an answer must say beside its data, noted on the way to it.
final class AnswerNotes {
    /// The context that narrowed it.
    var context: NamedContext?
    /// The view that it shows.
    var view: NamedContext?
}
