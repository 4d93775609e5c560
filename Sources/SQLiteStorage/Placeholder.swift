package enum SQLiteStorageFloor {}
