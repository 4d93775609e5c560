/// How an operation says what it supersedes; greater numbers are the length of an explicit list.
///
/// The first form that fits is the one to use, so every supersession has one encoding.
enum SupersessionForm {
    static let nothing: UInt64 = 0
    /// Exactly the latest operation of this batch with the same shape, target and key.
    static let latest: UInt64 = 1
    /// Exactly one operation of the change that holds the target: its index follows.
    static let besideTarget: UInt64 = 2
    /// A list of one reference; each number above stands for one reference more.
    static let listOfOne: UInt64 = 3
}
