extension Image {
    /// A picture of the same content and number of channels, whose samples `body` writes: it gets this picture's and
    /// room for the new one's, all of which it must fill.
    func replacingSamples(
        height newHeight: Int? = nil, width newWidth: Int? = nil,
        _ body: (UnsafePointer<UInt8>, UnsafeMutablePointer<UInt8>) -> Void
    ) -> Image {
        let newHeight = newHeight ?? height, newWidth = newWidth ?? width
        let count = newHeight * newWidth * channels
        let new = [UInt8](unsafeUninitializedCapacity: count) { target, initialized in
            samples.withUnsafeBufferPointer { source in
                guard let source = source.baseAddress, let target = target.baseAddress else {
                    preconditionFailure("a picture has at least one sample")
                }
                body(source, target)
            }
            initialized = count
        }
        return Image(
            height: newHeight, width: newWidth, channels: channels, samples: new, alternativeText: alternativeText)
    }

    /// How many of a pixel's channels are colours: the rest is alpha.
    var colors: Int { channels < 3 ? 1 : 3 }
}
