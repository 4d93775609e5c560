import Causality
import History
import SimulationKit

extension SplitMix64 {
    mutating func stream() -> StreamID { StreamID(high: next(), low: next()) }

    mutating func link() -> Link { Link(next(), next(), next(), next()) }
}
