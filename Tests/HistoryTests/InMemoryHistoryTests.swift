import History
import StoreConformance
import Testing

@Suite struct `The in-memory store` {
    @Test(arguments: HistoryStoreConformance.all)
    func `keeps what the port promises`(_ promise: HistoryStoreConformance) throws {
        try promise.run(on: InMemoryHistory(workspace: .scripted))
    }
}
