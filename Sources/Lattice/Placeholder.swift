package enum LatticeFloor {}
