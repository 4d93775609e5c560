package enum ImportingFloor {}
