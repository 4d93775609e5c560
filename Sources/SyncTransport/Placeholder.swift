package enum SyncTransportFloor {}
