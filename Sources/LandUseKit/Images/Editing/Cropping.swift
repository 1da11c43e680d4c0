import Glibc

extension Image {
    /// The part that begins at row `top` and column `left` (torchvision's `crop`, without what it adds outside).
    public func cropped(
        top: Int, left: Int, height: Int, width: Int, file: StaticString = #fileID, line: UInt = #line
    ) -> Image {
        guard height > 0, width > 0, top >= 0, left >= 0, top <= self.height - height, left <= self.width - width else {
            fail(
                "cropped: \(width)×\(height) pixels from row \(top) and column \(left) do not lie within an image of \(self.width)×\(self.height) pixels",
                file, line)
        }
        return cropped(to: Rectangle(top: top, left: left, height: height, width: width))
    }

    /// A part that lies within the picture.
    func cropped(to part: Rectangle) -> Image {
        if part.height == height, part.width == width { return self }
        let length = part.width * channels
        return replacingSamples(height: part.height, width: part.width) { source, target in
            for row in 0..<part.height {
                memcpy(target + row * length, source + ((part.top + row) * width + part.left) * channels, length)
            }
        }
    }
}
