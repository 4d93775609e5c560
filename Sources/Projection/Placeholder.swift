package enum ProjectionFloor {}
