import NotebookDisplay

extension Tensor {
    /// A tensor `[C, H, W]`, or `[H, W]`, as a picture: an image, a raster, a map of scores.
    ///
    ///     raster.picture(bands: [3, 2, 1], stretch: .percentiles(2, 98), noData: -9999)
    ///
    /// - Parameters:
    ///   - bands: three that become red, green and blue, or one that becomes grey; by default the first three, or
    ///     the first where there are fewer.
    ///   - stretch: which numbers are black and which are bright.
    ///   - noData: a number that stands for none: such pixels are transparent. NaN always is.
    ///   - longestSide: of a larger one, only every second, third … pixel is taken.
    ///   - alternativeText: what the picture shows, for those who do not see it.
    public final func picture(
        bands: [Int]? = nil, stretch: Stretch = .automatic, noData: Float? = nil, longestSide: Int = 1024,
        alternativeText: String? = nil, file: StaticString = #fileID, line: UInt = #line
    ) -> Image {
        guard rank == 2 || rank == 3, count > 0 else {
            fail("picture needs a tensor [C, H, W] or [H, W], got \(shape)\(rank == 4 ? "; batch[0] is the first of a batch" : "")", file, line)
        }
        let all = rank == 2 ? unsqueeze(0) : self
        let chosen = bands ?? (all.shape[0] < 3 ? [0] : [0, 1, 2])
        guard chosen.count == 1 || chosen.count == 3, chosen.allSatisfy({ (0..<all.shape[0]).contains($0) }) else {
            fail("picture shows one band or three, of 0…\(all.shape[0] - 1); asked for \(chosen)", file, line)
        }
        if case .percentiles(let low, let high) = stretch, !(0 <= low && low < high && high <= 100) {
            fail("picture: percentiles lie between 0 and 100, the lower first; got \(low) and \(high)", file, line)
        }
        guard longestSide > 0 else { fail("picture: longestSide must be a number of pixels, got \(longestSide)", file, line) }
        let planes = chosen.map { all[$0].elements.map { $0 == noData ? Float.nan : $0 } }
        let ranges = stretch.ranges(of: planes)
        let step = max(1, (max(all.shape[1], all.shape[2]) + longestSide - 1) / longestSide)
        let image = Self.image(planes, ranges, height: all.shape[1], width: all.shape[2], step: step)
        return Image(
            height: image.height, width: image.width, channels: image.channels, samples: image.samples,
            alternativeText: alternativeText ?? Self.words(all.shape, chosen, ranges))
    }

    private static func image(
        _ planes: [[Float]], _ ranges: [ClosedRange<Float>], height: Int, width: Int, step: Int
    ) -> Image {
        // The spans of numbers that are infinitely far apart are not finite.
        let scales = ranges.map { range -> Float in
            let span = range.upperBound - range.lowerBound
            return span > 0 && span.isFinite ? 255 / span : 0
        }
        let places = stride(from: 0, to: height, by: step).flatMap { row in stride(from: 0, to: width, by: step).map { row * width + $0 } }
        let isWhole = places.allSatisfy { place in planes.allSatisfy { !$0[place].isNaN } }
        var samples: [UInt8] = []
        samples.reserveCapacity(places.count * (planes.count + 1))
        for place in places {
            var isThere = true
            for (band, plane) in planes.enumerated() {
                let value = plane[place]
                isThere = isThere && !value.isNaN
                // A comparison with NaN is false: that is 0.
                let shade = scales[band] == 0 ? (value >= ranges[band].upperBound ? 255 : 0) : (value - ranges[band].lowerBound) * scales[band]
                samples.append(shade > 0 ? UInt8(min(shade.rounded(), 255)) : 0)
            }
            if !isWhole { samples.append(isThere ? 255 : 0) }
        }
        return Image(
            height: (height + step - 1) / step, width: (width + step - 1) / step, channels: planes.count + (isWhole ? 0 : 1), samples: samples)
    }

    /// What is known of a picture of numbers: its size, the bands, and which numbers are its ends.
    private static func words(_ shape: [Int], _ bands: [Int], _ ranges: [ClosedRange<Float>]) -> String {
        let size = "picture of \(shape[2])×\(shape[1]) pixels"
        let choice = shape[0] == bands.count ? "" : ", band\(bands.count == 1 ? "" : "s") \(bands.map(String.init).joined(separator: ", ")) of \(shape[0])"
        guard let range = ranges.first, ranges.allSatisfy({ $0 == range }) else { return size + choice + ", each band stretched" }
        if range == 0...1 || range == 0...255 { return size + choice }
        func text(_ value: Float) -> String { Decimal.fixed(Double(value), digits: 3) }
        return size + choice + ", stretched from \(text(range.lowerBound)) to \(text(range.upperBound))"
    }

    /// Smaller ones are rather numbers to read than pictures.
    private static var smallestPicture: Int { 16 }

    /// Whether `display` shows the tensor as a picture beside its numbers: `[1, H, W]` and `[3, H, W]`. What a
    /// network learns is numbers.
    private var looksLikeAPicture: Bool { looksLikeAPicture(ofAtLeast: Self.smallestPicture) }

    private func looksLikeAPicture(ofAtLeast pixels: Int) -> Bool {
        rank == 3 && [1, 3].contains(shape[0]) && shape.dropFirst().allSatisfy { $0 >= pixels } && !(self is Parameter || self is Buffer)
    }

    /// The numbers in PyTorch's words, and a picture where the tensor is one.
    public final var mimeBundle: MIMEBundle {
        let numbers = MIMEBundle(plain: description)
        guard looksLikeAPicture else { return numbers }
        return numbers.adding(picture())
    }

    /// Among others, a small tensor is a picture too, its pixels enlarged: the filters of a first layer, `[3, 7, 7]`.
    public final var galleryBundle: MIMEBundle {
        guard !looksLikeAPicture, looksLikeAPicture(ofAtLeast: Self.smallestFilter) else { return mimeBundle }
        return MIMEBundle(plain: description).adding(picture().enlarged(toSide: Self.filterSide))
    }

    /// The least sides of a filter that is shown among others.
    private static var smallestFilter: Int { 3 }
    /// How long a filter's longer side is to be at least, in pixels.
    private static var filterSide: Int { 96 }
}

extension MIMEBundle {
    /// With a picture and its words, where it can be encoded.
    fileprivate func adding(_ image: Image) -> MIMEBundle {
        var bundle = self
        do throws(ImageError) {
            bundle = adding(.png, try image.pngData())
            bundle.alternativeText = image.alternativeText
        } catch {
            bundle[.plainText] = (bundle[.plainText] ?? []) + Array("\n\(error)".utf8)
        }
        return bundle
    }
}

extension Image {
    /// Every pixel as a square of pixels, so many that the longer side gets at least so long: a smoothed picture would
    /// show numbers that are not there.
    func enlarged(toSide side: Int) -> Image {
        let factor = (side + max(height, width) - 1) / max(height, width)
        guard factor > 1 else { return self }
        var enlarged: [UInt8] = []
        enlarged.reserveCapacity(samples.count * factor * factor)
        for row in 0..<height * factor {
            for column in 0..<width * factor {
                let pixel = (row / factor * width + column / factor) * channels
                enlarged += samples[pixel..<pixel + channels]
            }
        }
        return Image(
            height: height * factor, width: width * factor, channels: channels, samples: enlarged, alternativeText: "\(alternativeText), enlarged \(factor) times")
    }
}
