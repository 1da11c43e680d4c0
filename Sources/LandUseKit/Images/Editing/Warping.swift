internal import CKernels
import Glibc

extension Image {
    /// Turned counter-clockwise about its middle (torchvision's `rotate`). Alpha is turned as a colour is.
    ///
    /// - Parameters:
    ///   - expand: whether the picture grows to hold its own corners.
    ///   - fill: the level of every channel where the old picture does not reach.
    public func rotated(
        degrees: Double, interpolation: Interpolation = .nearest, expand: Bool = false, fill: UInt8 = 0,
        file: StaticString = #fileID, line: UInt = #line
    ) -> Image {
        guard degrees.isFinite else { fail("rotated: the angle must be finite, got \(degrees) degrees", file, line) }
        var angle = degrees.truncatingRemainder(dividingBy: 360)
        if angle < 0 { angle += 360 }
        if angle == 0 || angle == 360 { return self }
        if angle == 180 { return rotated90(times: 2) }
        if angle == 90 || angle == 270, expand || width == height { return rotated90(times: angle == 90 ? 1 : 3) }
        let turn = Rotation(degrees: angle, height: height, width: width, expand: expand)
        return warped(turn.matrix, turn.height, turn.width, interpolation, fill, isAffine: true)
    }

    /// Seen from elsewhere: what stood at four points stands at four others (torchvision's `perspective`).
    ///
    ///     image.perspective(from: [(0, 0), (255, 0), (255, 255), (0, 255)], to: [(30, 10), (255, 0), …])
    ///
    /// - Parameters:
    ///   - start, end: four points each, in pixels to the right and down, in the same order.
    ///   - fill: the level of every channel where the old picture does not reach.
    public func perspective(
        from start: [(x: Double, y: Double)], to end: [(x: Double, y: Double)],
        interpolation: Interpolation = .bilinear, fill: UInt8 = 0, file: StaticString = #fileID, line: UInt = #line
    ) -> Image {
        guard start.count == 4, end.count == 4 else {
            fail("perspective needs four points and where they go, got \(start.count) and \(end.count)", file, line)
        }
        // Points that fall on one line leave nothing to be seen.
        let matrix = PerspectiveEquations.matrix(from: start, to: end) ?? [Double](repeating: .nan, count: 8)
        return warped(matrix, height, width, interpolation, fill, isAffine: false)
    }

    private func warped(
        _ matrix: [Double], _ newHeight: Int, _ newWidth: Int, _ interpolation: Interpolation, _ fill: UInt8, isAffine: Bool
    ) -> Image {
        replacingSamples(height: newHeight, width: newWidth) { source, target in
            memset(target, Int32(fill), newHeight * newWidth * channels)
            var warp = ck_image_warp(
                source: source, height: height, width: width, channels: Int32(channels),
                m: (matrix[0], matrix[1], matrix[2], matrix[3], matrix[4], matrix[5], matrix[6], matrix[7]),
                result: target, new_height: newHeight, new_width: newWidth)
            switch interpolation {
            case .bilinear: ck_image_warp_bilinear(&warp)
            case .nearest where isAffine: ck_image_warp_affine_nearest(&warp)
            case .nearest: ck_image_warp_nearest(&warp)
            }
        }
    }
}

/// A turn about a picture's middle, as PIL's `Image.rotate` sets it up.
private struct Rotation {
    /// Of the new picture.
    private(set) var height, width: Int
    private(set) var matrix: [Double]

    init(degrees: Double, height: Int, width: Int, expand: Bool) {
        (self.height, self.width) = (height, width)
        let angle = -degrees * (Double.pi / 180)
        func rounded(_ value: Double) -> Double { (value * 1e15).rounded(.toNearestOrEven) / 1e15 }
        let cosine = rounded(cos(angle)), sine = rounded(sin(angle))
        let middle = (x: Double(width) / 2, y: Double(height) / 2)
        matrix = [cosine, sine, 0, rounded(-sin(angle)), cosine, 0, 0, 0]
        let back = mapped(-middle.x, -middle.y)
        (matrix[2], matrix[5]) = (back.x + middle.x, back.y + middle.y)
        if expand { grow() }
    }

    private func mapped(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (matrix[0] * x + matrix[1] * y + matrix[2], matrix[3] * x + matrix[4] * y + matrix[5])
    }

    private mutating func grow() {
        let (right, bottom) = (Double(width), Double(height))
        let corners = [mapped(0, 0), mapped(right, 0), mapped(right, bottom), mapped(0, bottom)]
        func extent(_ values: [Double]) -> Int {
            Int((values.max() ?? 0).rounded(.up)) - Int((values.min() ?? 0).rounded(.down))
        }
        let newWidth = extent(corners.map(\.x)), newHeight = extent(corners.map(\.y))
        let corner = mapped(-Double(newWidth - width) / 2, -Double(newHeight - height) / 2)
        (matrix[2], matrix[5]) = (corner.x, corner.y)
        (height, width) = (newHeight, newWidth)
    }
}
