@testable import LandUseKit

/// The numbers that `noise` in Fixtures/make_fixtures.py gives: 24 bits in [-0.5, 0.5), from each
/// element's index and a stream's number.
func noise(_ shape: [Int], _ stream: Int) -> Tensor {
    let tensor = Tensor.zeros(shape)
    tensor.withFloats { fillNoise($0, tensor.count, stream) }
    return tensor
}

func fillNoise(_ target: UnsafeMutablePointer<Float>, _ count: Int, _ stream: Int) {
    let start = UInt32(truncatingIfNeeded: stream) &* 1_000_003
    var index = 0
    while index < count {
        var hash = (UInt32(truncatingIfNeeded: index) &+ start) &* 0x9e37_79b1
        hash ^= hash >> 15
        hash = hash &* 0x85eb_ca77
        hash ^= hash >> 13
        target[index] = Float(hash >> 8) * 0x1p-24 - 0.5
        index &+= 1
    }
}

/// Gives a model the weights that `fill` in Fixtures/make_fixtures.py gives it.
func fillByFormula(_ model: Module) {
    for (stream, entry) in model.stateDict().entries.enumerated() where !entry.name.hasSuffix("num_batches_tracked") {
        var values = noise(entry.tensor.shape, stream)
        if values.rank > 1 {
            let fanIn = values.shape.dropFirst().reduce(1, *)
            values = values * Float((24 / Double(fanIn)).squareRoot())
        } else if entry.name.hasSuffix("running_var") {
            values = values * 0.5 + 1
        } else if entry.name.hasSuffix("weight") {
            values = values * 0.25 + 0.75
        } else {
            values = values * 0.25
        }
        entry.tensor.assign(values)
    }
}

/// A picture of noise, as `bytes_image` in Fixtures/make_fixtures.py makes it.
func noiseImage(_ shape: [Int], _ stream: Int) -> Image {
    Image(
        height: shape[0], width: shape[1], channels: shape[2],
        samples: noise(shape, stream).elements.map { UInt8(($0 + 0.5) * 256) })
}
