extension Image {
    /// The picture in another size, by PIL's algorithm (Pillow's `Resample.c`, 8 bits a channel): a triangle
    /// filter, widened when shrinking so that no pixel is passed over, along one dimension and then the
    /// other, rounded to bytes between, with weights in fixed point of 22 bits.
    ///
    /// Rows come first, but where the height shrinks by more than twice as many pixels as the width, columns
    /// do. That is what Pillow 13 was observed to do; older releases always begin with the rows, from which
    /// this then differs by one level here and there.
    func resampled(height newHeight: Int, width newWidth: Int) -> Image {
        if newHeight < height, height - newHeight > 2 * (width - newWidth) {
            return resampled(height: newHeight).resampled(width: newWidth)
        }
        return resampled(width: newWidth).resampled(height: newHeight)
    }

    private func resampled(width newWidth: Int) -> Image {
        if newWidth == width { return self }
        let filtered = TriangleFilter(from: width, to: newWidth)
            .applied(to: samples, lanes: height, channels: channels, alongRows: true)
        return Image(
            height: height, width: newWidth, channels: channels, samples: filtered, alternativeText: alternativeText)
    }

    private func resampled(height newHeight: Int) -> Image {
        if newHeight == height { return self }
        let filtered = TriangleFilter(from: height, to: newHeight)
            .applied(to: samples, lanes: width, channels: channels, alongRows: false)
        return Image(
            height: newHeight, width: width, channels: channels, samples: filtered, alternativeText: alternativeText)
    }
}

/// For each new pixel along one dimension, which old ones it is a weighted mean of.
struct TriangleFilter {
    private static let fractionBits: Int32 = 32 - 8 - 2

    private var oldSize: Int
    /// The first old pixel that counts, for each new one.
    private var starts: [Int] = []
    private var weights: [[Int32]] = []

    init(from oldSize: Int, to newSize: Int) {
        self.oldSize = oldSize
        let scale = Double(oldSize) / Double(newSize)
        let support = max(scale, 1)
        for place in 0..<newSize {
            let center = (Double(place) + 0.5) * scale
            let start = max(0, Int(center - support + 0.5))
            let end = min(oldSize, Int(center + support + 0.5))
            var shares = (start..<end).map { old in
                let distance = abs((Double(old) - center + 0.5) * (1 / support))
                return distance < 1 ? 1 - distance : 0
            }
            let total = shares.reduce(0, +)
            if total != 0 { for index in shares.indices { shares[index] /= total } }
            starts.append(start)
            weights.append(shares.map { Int32(0.5 + $0 * Double(1 << Self.fractionBits)) })
        }
    }

    /// Filters a picture along its rows (`lanes` rows) or its columns (`lanes` columns).
    func applied(to samples: [UInt8], lanes: Int, channels: Int, alongRows: Bool) -> [UInt8] {
        let newSize = starts.count
        // How far neighbours lie apart along the dimension, and lanes from each other, before and after.
        let step = alongRows ? channels : lanes * channels
        let oldLane = alongRows ? oldSize * channels : channels
        let newLane = alongRows ? newSize * channels : channels
        return [UInt8](unsafeUninitializedCapacity: newSize * lanes * channels) { result, initialized in
            samples.withUnsafeBufferPointer { source in
                for place in 0..<newSize {
                    weights[place].withUnsafeBufferPointer { weights in
                        let first = starts[place] * step
                        for lane in 0..<lanes {
                            for channel in 0..<channels {
                                var sum: Int32 = 1 << (Self.fractionBits - 1)
                                var old = first + lane * oldLane + channel
                                for weight in weights {
                                    sum &+= Int32(source[old]) &* weight
                                    old += step
                                }
                                result[place * step + lane * newLane + channel] =
                                    UInt8(clamping: sum >> Self.fractionBits)
                            }
                        }
                    }
                }
            }
            initialized = newSize * lanes * channels
        }
    }
}
