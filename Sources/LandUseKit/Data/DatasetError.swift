/// Why a dataset cannot be used, or a picture of it not be loaded.
public enum DatasetError: Error, Equatable, CustomStringConvertible {
    /// Pictures of a batch that do not have the same shape: both by name, with their shapes.
    case differentShapes(picture: String, shape: [Int], other: String, otherShape: [Int])
    /// A picture with another number of channels than `Normalize` has statistics for.
    case wrongChannels(picture: String, channels: Int, expected: Int)

    public var description: String {
        switch self {
        case .differentShapes(let picture, let shape, let other, let otherShape):
            if shape.count == 3, otherShape.count == 3, shape[0] != otherShape[0] {
                "\(picture) has \(Self.channels(shape[0])) and \(other) of the same batch has \(otherShape[0]): image.rgb makes three of any picture"
            } else {
                "\(picture) is \(Self.size(shape)) and \(other) of the same batch is \(Self.size(otherShape)): put Resize(height, width), or a crop, before ToTensor()"
            }
        case .wrongChannels(let picture, let channels, let expected):
            "\(picture) has \(Self.channels(channels)), and Normalize has statistics for \(expected)"
                + (expected == 3 ? ": image.rgb makes three channels of any picture" : ": give it a mean and a standard deviation for each channel")
        }
    }

    private static func channels(_ count: Int) -> String { "\(count) channel\(count == 1 ? "" : "s")" }

    /// Width first, as pictures' sizes are written.
    private static func size(_ shape: [Int]) -> String {
        shape.count == 3 ? "\(shape[2])×\(shape[1]) pixels" : "\(shape)"
    }
}
