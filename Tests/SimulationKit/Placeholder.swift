package enum SimulationKitLab {}
