/// What `ToTensor` and `Normalize` make of each of the 256 values of a sample, channel by channel.
///
/// The steps themselves are asked once, so that the numbers are theirs to the bit; a picture's numbers are then looked up.
struct PixelTable: Sendable {
    let channels: Int
    private let values: [Float]

    /// The steps that a table can stand for at the end of `steps`, and those before; `nil` where there are none.
    static func split(_ steps: [any Transform]) -> (before: [any Transform], tail: [any Transform])? {
        guard let start = steps.lastIndex(where: { $0 is ToTensor }), steps[(start + 1)...].allSatisfy({ $0 is Normalize }) else { return nil }
        return (Array(steps[..<start]), Array(steps[start...]))
    }

    /// `nil` where `Normalize` has statistics for another number of channels.
    init?(_ tail: [any Transform], channels: Int) {
        guard tail.allSatisfy({ ($0 as? Normalize)?.statistics.mean.count ?? channels == channels }) else { return nil }
        let ramp = (0..<256).flatMap { [UInt8](repeating: UInt8($0), count: channels) }
        let image = Image(height: 1, width: 256, channels: channels, samples: ramp)
        let tensor: Tensor = Compose(tail)(image)
        self.channels = channels
        values = tensor.elements
    }

    /// Writes the numbers of a picture as it lies in memory: row by row, the channels of a pixel side by side.
    func write(_ image: Image, to target: UnsafeMutablePointer<Float>) {
        precondition(image.channels == channels)
        values.withUnsafeBufferPointer { values in
            image.samples.withUnsafeBufferPointer { samples in
                if channels == 3 {
                    for place in stride(from: 0, to: samples.count &- 2, by: 3) {
                        target[place] = values[Int(samples[place])]
                        target[place &+ 1] = values[256 &+ Int(samples[place &+ 1])]
                        target[place &+ 2] = values[512 &+ Int(samples[place &+ 2])]
                    }
                } else {
                    for pixel in 0..<samples.count / channels {
                        for channel in 0..<channels {
                            let place = pixel &* channels &+ channel
                            target[place] = values[channel &* 256 &+ Int(samples[place])]
                        }
                    }
                }
            }
        }
    }
}
