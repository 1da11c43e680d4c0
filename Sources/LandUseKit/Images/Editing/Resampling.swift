internal import CKernels

extension Image {
    /// The picture, or a part of it, in another size, by PIL's algorithm (Pillow's `Resample.c`, 8 bits a
    /// channel): a triangle filter, widened when shrinking so that no pixel is passed over, along one dimension
    /// and then the other, rounded to bytes between, with weights in fixed point of 22 bits. Nothing outside the
    /// part counts.
    ///
    /// Rows come first, but where the height shrinks by more than twice as many pixels as the width, columns
    /// do. That is what Pillow 13 was observed to do; older releases always begin with the rows, from which
    /// this then differs by one level here and there.
    func resampled(height newHeight: Int, width newWidth: Int, part: Rectangle? = nil) -> Image {
        let part = part ?? Rectangle(top: 0, left: 0, height: height, width: width)
        let columns = newHeight == part.height ? nil : TriangleFilter(from: part.height, to: newHeight)
        let rows = newWidth == part.width ? nil : TriangleFilter(from: part.width, to: newWidth)
        guard columns != nil || rows != nil else { return cropped(to: part) }
        let columnsFirst = newHeight < part.height && part.height - newHeight > 2 * (part.width - newWidth)
        return replacingSamples(height: newHeight, width: newWidth) { source, target in
            let source = source + (part.top * width + part.left) * channels
            let stride = width * channels
            guard let rows else {
                columns?.filterColumns(source, stride, part.width * channels, target)
                return
            }
            guard let columns else {
                rows.filterRows(source, stride, part.height, channels, target)
                return
            }
            let between = columnsFirst ? newHeight * part.width : part.height * newWidth
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: between * channels) { buffer in
                guard let between = buffer.baseAddress else { return }
                if columnsFirst {
                    columns.filterColumns(source, stride, part.width * channels, between)
                    rows.filterRows(between, part.width * channels, newHeight, channels, target)
                } else {
                    rows.filterRows(source, stride, part.height, channels, between)
                    columns.filterColumns(between, newWidth * channels, newWidth * channels, target)
                }
            }
        }
    }
}

/// For each new pixel along one dimension, which old ones it is a weighted mean of.
struct TriangleFilter {
    private static let fractionBits: Int32 = 32 - 8 - 2

    private var oldSize: Int
    /// The first old pixel that counts, for each new one.
    private var starts: [Int32]
    private var counts: [Int32]
    /// `taps` places for each new pixel, of which the first `count` hold weights.
    private var weights: [Int32]
    private let taps: Int

    init(from oldSize: Int, to newSize: Int) {
        self.oldSize = oldSize
        let scale = Double(oldSize) / Double(newSize)
        let support = max(scale, 1)
        taps = Int(support.rounded(.up)) * 2 + 1
        starts = [Int32](repeating: 0, count: newSize)
        counts = starts
        weights = [Int32](repeating: 0, count: newSize * taps)
        withUnsafeTemporaryAllocation(of: Double.self, capacity: taps) { shares in
            for place in 0..<newSize {
                let center = (Double(place) + 0.5) * scale
                let start = max(0, Int(center - support + 0.5))
                let count = min(oldSize, Int(center + support + 0.5)) - start
                var total = 0.0
                for index in 0..<count {
                    let distance = abs((Double(start + index) - center + 0.5) * (1 / support))
                    shares[index] = distance < 1 ? 1 - distance : 0
                    total += shares[index]
                }
                for index in 0..<count {
                    let share = total == 0 ? shares[index] : shares[index] / total
                    weights[place * taps + index] = Int32(0.5 + share * Double(1 << Self.fractionBits))
                }
                starts[place] = Int32(start)
                counts[place] = Int32(count)
            }
        }
    }

    /// Filters `count` rows of old pixels, `stride` bytes from one to the next.
    func filterRows(
        _ source: UnsafePointer<UInt8>, _ stride: Int, _ count: Int, _ channels: Int, _ target: UnsafeMutablePointer<UInt8>
    ) {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: oldSize * channels + 4) { spare in
            withFilter {
                ck_image_filter_rows(source, stride, count, oldSize, Int32(channels), $0, spare.baseAddress, target)
            }
        }
    }

    /// Filters rows of `length` bytes, `stride` bytes from one to the next, as if each were a pixel of a column.
    func filterColumns(
        _ source: UnsafePointer<UInt8>, _ stride: Int, _ length: Int, _ target: UnsafeMutablePointer<UInt8>
    ) {
        withFilter { ck_image_filter_columns(source, stride, length, $0, target) }
    }

    private func withFilter(_ body: (UnsafePointer<ck_image_filter>) -> Void) {
        starts.withUnsafeBufferPointer { starts in
            counts.withUnsafeBufferPointer { counts in
                weights.withUnsafeBufferPointer { weights in
                    var filter = ck_image_filter(
                        starts: starts.baseAddress, counts: counts.baseAddress, weights: weights.baseAddress,
                        size: starts.count, taps: taps)
                    body(&filter)
                }
            }
        }
    }
}
