/// A picture as a tensor `[C, H, W]` of numbers 0…1 (torchvision's `ToTensor`).
public struct ToTensor: Transform, Sendable {
    public init() {}

    public func callAsFunction(_ image: Image) -> Tensor {
        // Channels lie side by side in a picture, and channels-last is how a network wants them.
        let pixels = Tensor(uninitialized: [image.height, image.width, image.channels])
        pixels.withFloats { target in
            image.samples.withUnsafeBufferPointer { samples in
                for index in 0..<samples.count { target[index] = Float(samples[index]) / 255 }
            }
        }
        return pixels.permute([2, 0, 1])
    }

    public func apply(to sample: Sample, file: StaticString, line: UInt) -> Sample {
        guard case .image(let image) = sample else {
            fail("ToTensor works on an image, got \(sample.summary): it is needed only once", file, line)
        }
        return .tensor(callAsFunction(image))
    }
}
