/// Steps of preprocessing, one after the other.
///
///     let preprocess = Compose([Resize(224), CenterCrop(224), ToTensor(), Normalize(.imageNet)])
///     let input = preprocess(image)              // a tensor [3, 224, 224]
public struct Compose: Transform {
    public let steps: [any Transform]

    public init(_ steps: [any Transform]) { self.steps = steps }

    /// Whether any step is random.
    public var isRandom: Bool { steps.contains { $0.isRandom } }

    /// The tensor that the steps make of a picture. Steps that end with a picture are a mistake here.
    public func callAsFunction(_ image: Image, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        guard case .tensor(let tensor) = apply(to: .image(image), file: file, line: line) else {
            fail("Compose ends with an image, not a tensor: add ToTensor(), or declare the result an Image", file, line)
        }
        return tensor
    }

    /// The picture that the steps make of a picture: `let small: Image = augment(image)`.
    @_disfavoredOverload
    public func callAsFunction(_ image: Image, file: StaticString = #fileID, line: UInt = #line) -> Image {
        guard case .image(let image) = apply(to: .image(image), file: file, line: line) else {
            fail("Compose ends with a tensor, not an image: see Normalize's denormalize", file, line)
        }
        return image
    }

    public func apply(to sample: Sample, file: StaticString, line: UInt) -> Sample {
        steps.reduce(sample) { $1.apply(to: $0, file: file, line: line) }
    }

    public var description: String { TransformText.nested("Compose", steps) }
}
