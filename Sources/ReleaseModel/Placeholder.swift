package enum ReleaseModelFloor {}
