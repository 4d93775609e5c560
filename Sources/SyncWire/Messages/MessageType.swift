/// The first byte of every frame; numbers are never used again for another meaning.
enum MessageType: UInt8, CaseIterable {
    case hello = 1
    case proof = 2
    case welcome = 3
    case resume = 4
    case position = 5
    case batch = 6
    case acknowledge = 7
    case missing = 8
    case refused = 9
    case credit = 10
    case caughtUp = 11
    case ping = 12
    case pong = 13
    case inviteRequest = 14
    case inviteAnswer = 15
    case digestQuery = 16
    case digestAnswer = 17
    case goodbye = 18
    case stateReport = 128
    case allSent = 129
}
