/// Why a picture cannot be read or encoded.
public enum ImageError: Error, Equatable, CustomStringConvertible {
    case notFound(path: String)
    case isDirectory(path: String)
    case notPermitted(path: String)
    /// No picture of a known format; `reason` in GDAL's words.
    case unreadable(path: String, reason: String)
    /// A picture that ends early or is damaged; `reason` in GDAL's words.
    case damaged(path: String, reason: String)
    case unsupported(path: String, reason: String)
    case notEncodable(reason: String)
    case noGDAL(reason: String)

    public var description: String {
        switch self {
        case .notFound(let path):
            "there is no image file \(path)"
        case .isDirectory(let path):
            "\(path) is a folder, not an image file; name one of the files in it"
        case .notPermitted(let path):
            "the image file \(path) may not be read by this user"
        case .unreadable(let path, let reason):
            "\(path) is not a PNG, JPEG, TIFF, GIF, BMP or WebP image (\(reason))"
        case .damaged(let path, let reason):
            "the image file \(path) is damaged or incomplete (\(reason)); fetch it again"
        case .unsupported(let path, let reason):
            "\(path) cannot be read as an image: \(reason)"
        case .notEncodable(let reason):
            "the image cannot be encoded as PNG (\(reason))"
        case .noGDAL(let reason):
            "GDAL cannot be loaded (\(reason)); on Debian or Ubuntu: apt-get install libgdal-dev"
        }
    }
}
