package enum SyncWireFloor {}
