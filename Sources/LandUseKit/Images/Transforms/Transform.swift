/// What goes through a pipeline of preprocessing: a picture at first, a tensor in the end.
public enum Sample {
    case image(Image)
    /// `[C, H, W]`
    case tensor(Tensor)

    /// What it is, in words.
    var summary: String {
        switch self {
        case .image(let image): "an image of \(image.width)×\(image.height) pixels"
        case .tensor(let tensor): "a tensor \(tensor.shape)"
        }
    }
}

/// One step of preprocessing, as in torchvision's `transforms`.
///
/// Its description is what torchvision prints, so that a report says what was done. A random step draws from
/// `Random` as torchvision's draws from PyTorch's generator, so that the same seed gives the same pictures.
public protocol Transform: Sendable, CustomStringConvertible {
    /// Whether the result depends on `Random`, so that a picture comes out differently each time: what such a step makes
    /// cannot be kept for the next epoch. `false` unless a step says otherwise; a trainer notices if it draws all the same.
    var isRandom: Bool { get }

    /// Transforms a sample. A kind of sample that the step cannot take is a mistake, which ends the cell.
    func apply(to sample: Sample, file: StaticString, line: UInt) -> Sample
}

extension Transform {
    public var description: String { "\(Self.self)()" }

    public var isRandom: Bool { false }
}

/// A step from a picture to a picture.
public protocol ImageTransform: Transform {
    func transform(_ image: Image, file: StaticString, line: UInt) -> Image
}

extension ImageTransform {
    public func callAsFunction(_ image: Image, file: StaticString = #fileID, line: UInt = #line) -> Image {
        transform(image, file: file, line: line)
    }

    public func apply(to sample: Sample, file: StaticString, line: UInt) -> Sample {
        guard case .image(let image) = sample else {
            fail("\(type(of: self)) works on an image, got \(sample.summary): put it before ToTensor()", file, line)
        }
        return .image(transform(image, file: file, line: line))
    }
}

/// A step from a picture to a picture that draws from `Random`.
public protocol RandomImageTransform: ImageTransform {}

extension RandomImageTransform {
    public var isRandom: Bool { true }
}

/// A step from a tensor to a tensor.
public protocol TensorTransform: Transform {
    func transform(_ tensor: Tensor, file: StaticString, line: UInt) -> Tensor
}

extension TensorTransform {
    public func callAsFunction(_ tensor: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
        transform(tensor, file: file, line: line)
    }

    public func apply(to sample: Sample, file: StaticString, line: UInt) -> Sample {
        guard case .tensor(let tensor) = sample else {
            fail("\(type(of: self)) works on a tensor, got \(sample.summary): put ToTensor() before it", file, line)
        }
        return .tensor(transform(tensor, file: file, line: line))
    }
}
