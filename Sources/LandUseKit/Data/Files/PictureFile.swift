/// Which files are taken for pictures, and how they are read for a dataset.
enum PictureFile {
    /// The endings of the formats that `Image(contentsOf:)` reads.
    static let endings = ["bmp", "gif", "jpeg", "jpg", "png", "tif", "tiff", "webp"]

    /// By the end of its name, as torchvision does it.
    static func isPicture(_ name: String) -> Bool {
        guard let dot = name.lastIndex(of: ".") else { return false }
        return endings.contains(name[name.index(after: dot)...].lowercased())
    }

    /// - Throws: `ImageError`, which names the file.
    static func read(_ path: String, asRGB: Bool) throws(ImageError) -> Image {
        let image = try Image(contentsOf: path)
        return asRGB ? image.rgb : image
    }
}
