internal import CKernels
import Glibc

extension Image {
    /// Each pixel as the mean of its neighbourhood, weighted by the normal distribution (torchvision's
    /// `gaussian_blur`); beyond its borders the picture is mirrored.
    ///
    /// torchvision multiplies the two directions' weights first, so that a level now and then differs by one.
    ///
    /// - Parameters:
    ///   - kernelSize: pixels of the neighbourhood, odd.
    ///   - sigma: the standard deviation in pixels.
    public func gaussianBlurred(
        kernelSize: (width: Int, height: Int), sigma: Double, file: StaticString = #fileID, line: UInt = #line
    ) -> Image {
        checkKernelSize(kernelSize, "gaussianBlurred", file, line)
        guard sigma > 0, sigma.isFinite else { fail("gaussianBlurred: sigma must be more than 0, got \(sigma)", file, line) }
        guard kernelSize.width / 2 < width, kernelSize.height / 2 < height else {
            fail(
                "gaussianBlurred: half of a kernel of \(kernelSize.width)×\(kernelSize.height) pixels must be smaller than the image of \(width)×\(height)",
                file, line)
        }
        let across = Self.normalWeights(kernelSize.width, Float(sigma))
        let down = Self.normalWeights(kernelSize.height, Float(sigma))
        let spare = (across.count - 1 + width + down.count * width) * channels
        return replacingSamples { source, target in
            withUnsafeTemporaryAllocation(of: Float.self, capacity: spare) { spare in
                ck_image_blur(
                    source, height, width, Int32(channels), across, across.count, down, down.count, spare.baseAddress, target)
            }
        }
    }

    private static func normalWeights(_ count: Int, _ sigma: Float) -> [Float] {
        let densities = (0..<count).map { place in
            let distance = (Float(place) - Float(count - 1) / 2) / sigma
            return expf(-0.5 * (distance * distance))
        }
        let total = densities.reduce(0, +)
        return densities.map { $0 / total }
    }
}

/// A neighbourhood has a middle.
func checkKernelSize(_ size: (width: Int, height: Int), _ name: String, _ file: StaticString, _ line: UInt) {
    guard size.width > 0, size.height > 0, size.width % 2 == 1, size.height % 2 == 1 else {
        fail("\(name): the kernel's sides must be odd, such as 3, 5 or 9, got \(size.width)×\(size.height)", file, line)
    }
}
