package import SyncProtocol

/// How a session ended, and what went over its connection.
package struct SessionEnd: Sendable {
    /// What either side gave as the reason; nil where the connection broke without a word.
    package let reason: GoodbyeReason?
    package let bytesSent: UInt64
    package let bytesReceived: UInt64

    package init(reason: GoodbyeReason?, bytesSent: UInt64, bytesReceived: UInt64) {
        self.reason = reason
        self.bytesSent = bytesSent
        self.bytesReceived = bytesReceived
    }
}
