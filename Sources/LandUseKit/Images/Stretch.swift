extension Tensor {
    /// Which numbers a picture shows as black and which as full brightness; what lies beyond is clipped.
    public enum Stretch: Sendable, Equatable {
        /// 0…1, or 0…255 where all are whole numbers of that range, or else the least and the greatest number of all
        /// shown bands together: colours stay what they are.
        case automatic
        /// The same numbers for every band.
        case range(ClosedRange<Float>)
        /// The least and the greatest number, band by band.
        case minMax
        /// So many percent of a band's numbers lie below, and so many above: `.percentiles(2, 98)` is how geographic
        /// information systems show a raster.
        case percentiles(Double, Double)
    }
}

extension Tensor.Stretch {
    /// The range of each band; numbers that are not finite have no say.
    func ranges(of bands: [[Float]]) -> [ClosedRange<Float>] {
        switch self {
        case .range(let range): return bands.map { _ in range }
        case .minMax: return bands.map { Self.extent([$0]) ?? 0...1 }
        case .percentiles(let low, let high): return bands.map { Self.percentiles($0, low, high) }
        case .automatic:
            let extent = Self.extent(bands) ?? 0...1
            let isUnit = extent.lowerBound >= 0 && extent.upperBound <= 1
            let isBytes = !isUnit && extent.lowerBound >= 0 && extent.upperBound <= 255
                && bands.allSatisfy { $0.allSatisfy { !$0.isFinite || $0 == $0.rounded() } }
            return bands.map { _ in isUnit ? 0...1 : isBytes ? 0...255 : extent }
        }
    }

    private static func extent(_ bands: [[Float]]) -> ClosedRange<Float>? {
        var low = Float.infinity, high = -Float.infinity
        for band in bands {
            for value in band where value.isFinite {
                low = min(low, value)
                high = max(high, value)
            }
        }
        return low <= high ? low...high : nil
    }

    /// More numbers of a band than these are sampled.
    private static let mostSorted = 1 << 18

    private static func percentiles(_ band: [Float], _ low: Double, _ high: Double) -> ClosedRange<Float> {
        let step = max(1, band.count / mostSorted)
        let sorted = stride(from: 0, to: band.count, by: step).map { band[$0] }.filter(\.isFinite).sorted()
        guard !sorted.isEmpty else { return 0...1 }
        func value(_ percent: Double) -> Float { sorted[Int((percent / 100 * Double(sorted.count - 1)).rounded())] }
        return value(low)...value(high)
    }
}
