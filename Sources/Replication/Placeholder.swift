package enum ReplicationFloor {}
