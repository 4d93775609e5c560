extension String {
    /// The line as it is played: on a port that is free, whatever else listens on this machine.
    var asPlayed: String {
        hasPrefix("railhub init ") ? self + " --listen 127.0.0.1:0" : self
    }
}
