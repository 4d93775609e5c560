package enum SyncProtocolFloor {}
