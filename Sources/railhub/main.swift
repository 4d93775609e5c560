import ArgumentParser

do {
    var command = try RailHub.parseAsRoot()
    try command.run()
} catch {
    Ending.end(with: error)
}
