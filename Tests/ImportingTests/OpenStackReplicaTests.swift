import Importing
import ReleaseModel
import SimulationKit
import Testing

/// Three replicas each import an overlapping third of real records offline, and then exchange.
struct OpenStackReplicaTests {
    @Test func `three overlapping thirds end equal, with nothing missing`() throws {
        guard let folder = SharedData.folder("openstack-releases") else { return }
        let map = try ImportRun.map(at: SharedData.map("openstack-releases.yaml"))
        let paths = try SourceFolder.files(at: [folder]).sorted()
        let replicas = [1, 2, 3].map { ModelReplica("\($0)", number: $0) }
        for (number, replica) in replicas.enumerated() {
            let third = paths.enumerated().filter { position, _ in
                position % 3 == number || position % 3 == (number + 1) % 3 && position % 2 == 0
            }.map(\.element)
            var writer = ImportWriter(zones: FixedZones())
            var records: [ImportRecord] = []
            _ = try ImportRun.run(map: map, paths: third) { records.append($0) }
            try replica.write(records, &writer)
            #expect(writer.problems.isEmpty)
        }
        for replica in replicas {
            for other in replicas where other !== replica { replica.receive(other) }
        }
        #expect(Set(replicas.map(\.documents.digest)).count == 1)
        let all = replicas[0].documents.documents.values
        let counts = try SharedData.counts("openstack-releases")?["total"] as? [String: Any]
        #expect(all.count { $0.entityKind == .release } == counts?["releases"] as? Int)
        #expect(
            all.count { $0.entityKind == .service } == counts?["distinct_deliverable_names"] as? Int
        )
        let projects = all.filter { $0.entityKind == .release }.map { document in
            document.keys(SharedFields.attributes).count {
                $0.starts(with: Array("projects/".utf8))
            }
        }
        #expect(projects.reduce(0, +) == counts?["release_project_rows"] as? Int)
    }
}
