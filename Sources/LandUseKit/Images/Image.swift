import NotebookDisplay

/// A picture of 8-bit samples, as it is read from a file and shown.
///
///     let image = try Image(contentsOf: "harbor.png")
///
/// Channels: 1 grey, 2 grey with alpha, 3 red, green and blue, 4 those with alpha.
public struct Image: Sendable, Equatable {
    /// Pixels.
    public let height: Int
    /// Pixels.
    public let width: Int
    /// 1 to 4.
    public let channels: Int
    /// Row by row, pixel by pixel, the channels of a pixel side by side.
    public let samples: [UInt8]
    /// What the picture shows, for those who do not see it.
    public var alternativeText: String

    /// - Parameter samples: `height * width * channels` of them, row by row, channels side by side
    public init(
        height: Int, width: Int, channels: Int, samples: [UInt8], alternativeText: String? = nil,
        file: StaticString = #fileID, line: UInt = #line
    ) {
        guard height > 0, width > 0, (1...4).contains(channels), samples.count == height * width * channels else {
            fail(
                "Image of \(width)×\(height) pixels and \(channels) channels (1 to 4) cannot be made of \(samples.count) samples",
                file, line)
        }
        self.height = height
        self.width = width
        self.channels = channels
        self.samples = samples
        self.alternativeText = alternativeText ?? "image of \(width)×\(height) pixels"
    }

    /// The picture in red, green and blue: grey is repeated, alpha is dropped (PIL's `convert("RGB")`).
    public var rgb: Image {
        if channels == 3 { return self }
        let count = height * width, channels = channels
        // Where green and blue lie after red.
        let green = channels < 3 ? 0 : 1, blue = channels < 3 ? 0 : 2
        let colours = [UInt8](unsafeUninitializedCapacity: count * 3) { target, initialized in
            samples.withUnsafeBufferPointer { samples in
                for pixel in 0..<count {
                    let first = pixel &* channels, place = pixel &* 3
                    target[place] = samples[first]
                    target[place &+ 1] = samples[first &+ green]
                    target[place &+ 2] = samples[first &+ blue]
                }
            }
            initialized = count * 3
        }
        return Image(height: height, width: width, channels: 3, samples: colours, alternativeText: alternativeText)
    }
}

extension Image: Displayable, CustomStringConvertible {
    public var description: String { "Image(\(width)×\(height), \(channels) channels: \(alternativeText))" }

    /// The picture as a PNG file's bytes, and its text; where GDAL cannot encode, the text and the reason.
    public var mimeBundle: MIMEBundle {
        do throws(ImageError) {
            return Picture(png: try pngData(), width: width, height: height, alternativeText: alternativeText).mimeBundle
        } catch {
            return MIMEBundle(plain: "\(description)\n\(error)")
        }
    }
}
