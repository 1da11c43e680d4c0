/// Blurs by a random width (torchvision's `GaussianBlur`): a lower resolution, haze, a camera out of focus.
///
///     GaussianBlur(kernelSize: 9, sigma: 0.1...2)
///     GaussianBlur(kernelSize: (3, 9))               // 3 pixels wide, 9 high
public struct GaussianBlur: RandomImageTransform {
    /// Pixels of the neighbourhood over which each pixel is spread, odd; the width first, as in torchvision.
    public let kernelSize: (width: Int, height: Int)
    /// Of which the standard deviation in pixels is drawn.
    public let sigma: ClosedRange<Double>

    /// - Parameter kernelSize: of a square
    public init(
        kernelSize: Int, sigma: ClosedRange<Double> = 0.1...2, file: StaticString = #fileID, line: UInt = #line
    ) {
        self.init(kernelSize: (kernelSize, kernelSize), sigma: sigma, file: file, line: line)
    }

    public init(
        kernelSize: (width: Int, height: Int), sigma: ClosedRange<Double> = 0.1...2, file: StaticString = #fileID,
        line: UInt = #line
    ) {
        checkKernelSize(kernelSize, "GaussianBlur", file, line)
        guard sigma.lowerBound > 0, sigma.upperBound.isFinite else {
            fail("GaussianBlur: sigma must be more than 0 pixels, such as 0.1...2, got \(sigma)", file, line)
        }
        self.kernelSize = kernelSize
        self.sigma = sigma
    }

    public func transform(_ image: Image, file: StaticString, line: UInt) -> Image {
        image.gaussianBlurred(kernelSize: kernelSize, sigma: Random.uniform(sigma), file: file, line: line)
    }

    public var description: String {
        "GaussianBlur(kernel_size=(\(kernelSize.width), \(kernelSize.height)), sigma=\(TransformText.pair(sigma)))"
    }
}
