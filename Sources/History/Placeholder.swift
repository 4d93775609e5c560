package enum HistoryFloor {}
