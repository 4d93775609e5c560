import SyncProtocol

extension Hello: MessageBody {
    static let type = MessageType.hello
}
