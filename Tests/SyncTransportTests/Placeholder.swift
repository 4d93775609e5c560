// Holds the place of the first test of this floor.
