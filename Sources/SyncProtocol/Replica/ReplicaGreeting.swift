/// The replica has said hello; the hub's hello is still to come.
///
/// Can go to: `doubting` on a hello that fits; `closed` on anything else or after five seconds.
struct ReplicaGreeting: ~Copyable {
    let own: Hello

    init(own: Hello) { self.own = own }
}
