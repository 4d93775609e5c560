package enum CoordinationFloor {}
