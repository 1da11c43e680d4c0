internal import CGDAL

extension Image {
    /// The picture as the bytes of a PNG file.
    ///
    /// - Throws: `ImageError`, where GDAL is absent or has no PNG driver.
    public func pngData() throws(ImageError) -> [UInt8] {
        try GDAL.load()
        var length = 0
        let encoding = samples.withUnsafeBufferPointer { samples in
            GDAL.collectingMessage {
                cgdal_encode_png(samples.baseAddress, Int32(width), Int32(height), Int32(channels), &length, $0, $1)
            }
        }
        guard let bytes = encoding.result else { throw .notEncodable(reason: encoding.message) }
        defer { cgdal_free(bytes) }
        return Array(UnsafeBufferPointer(start: bytes, count: length))
    }
}
