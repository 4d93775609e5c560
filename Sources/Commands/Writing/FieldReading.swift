internal import ReleaseModel
internal import Replication

/// Reads what people type for fields, in the surroundings of one command.
enum FieldReading {
    static func input(_ view: ReplicaView, _ environment: ReplicaEnvironment) throws -> FieldInput {
        guard let today = environment.now?.date else {
            throw CommandFailure("no-date", "The clock shows no date.", hint: "Set RAIL_CLOCK.")
        }
        let finder = ThingFinder(view)
        return FieldInput(today: today, zone: environment.zone, zones: environment.zones) {
            kinds, text in
            try finder.survivor(of: try finder.find(text, kinds))
        }
    }
}
