/// Box and Muller's method (1958): two uniform numbers into two normal ones.
///
/// Logarithm, sine and cosine are Cephes' single-precision polynomials (Moshier), as in PyTorch's own
/// vector code: written without branches, so that the compiler computes several lanes at once. Their
/// errors are within 2 units in the last place.
enum BoxMuller {
    /// Turns blocks of sixteen uniform numbers in [0, 1) into normal ones, in place: of each block the first
    /// eight give the radii, the last eight the angles.
    static func transform(_ numbers: UnsafeMutablePointer<Float>, blocks: Int, mean: Float, deviation: Float) {
        // Radii and angles are set apart for so many blocks at a time, because the compiler makes vectors of
        // long loops only.
        let most = 32
        withUnsafeTemporaryAllocation(of: Float.self, capacity: most * 16) { buffer in
            guard let radii = buffer.baseAddress else { return }
            let angles = radii + most * 8
            for first in stride(from: 0, to: blocks, by: most) {
                let count = min(most, blocks - first)
                for block in 0..<count {
                    let source = numbers + (first + block) * 16
                    (radii + block * 8).update(from: source, count: 8)
                    (angles + block * 8).update(from: source + 8, count: 8)
                }
                transform(radii, angles, count * 8, mean: mean, deviation: deviation)
                for block in 0..<count {
                    let target = numbers + (first + block) * 16
                    target.update(from: radii + block * 8, count: 8)
                    (target + 8).update(from: angles + block * 8, count: 8)
                }
            }
        }
    }

    private static func transform(
        _ first: UnsafeMutablePointer<Float>, _ second: UnsafeMutablePointer<Float>, _ count: Int, mean: Float,
        deviation: Float
    ) {
        // The root stands apart: it may set errno, and no vector can.
        for index in 0..<count { first[index] = -2 * logarithm(1 - first[index]) }
        for index in 0..<count { first[index] = first[index].squareRoot() * deviation }
        for index in 0..<count {
            let (sine, cosine) = sineAndCosine(2 * Float.pi * second[index])
            second[index] = first[index] * sine + mean
            first[index] = first[index] * cosine + mean
        }
    }

    /// ln x for 0 < x ≤ 1, x not subnormal.
    @inline(__always)
    static func logarithm(_ x: Float) -> Float {
        // x = (1 + m) · 2^e with 1 + m in [√½, √2): counted from √½, the fraction's overflow raises e.
        let halfRoot: UInt32 = 0x3f35_04f3
        let bits = x.bitPattern &+ (0x3f80_0000 &- halfRoot)
        let exponent = Float(Int32(truncatingIfNeeded: bits >> 23) &- 127)
        let m = Float(bitPattern: (bits & 0x007f_ffff) &+ halfRoot) - 1
        let square = m * m
        var y: Float = 7.0376836292e-2
        y = y * m - 1.1514610310e-1
        y = y * m + 1.1676998740e-1
        y = y * m - 1.2420140846e-1
        y = y * m + 1.4249322787e-1
        y = y * m - 1.6668057665e-1
        y = y * m + 2.0000714765e-1
        y = y * m - 2.4999993993e-1
        y = y * m + 3.3333331174e-1
        y = y * m * square
        // ln 2 in two parts, so that the product with the exponent is exact.
        y += exponent * -2.12194440e-4
        y -= 0.5 * square
        return m + y + exponent * 0.693359375
    }

    /// sin x and cos x for 0 ≤ x ≤ 2π.
    @inline(__always)
    static func sineAndCosine(_ x: Float) -> (sine: Float, cosine: Float) {
        // The nearest quarter of the circle, rounded by adding a number so large that no fraction has room
        // beside it (a conversion to Int would check its range), and what remains within ±π/4.
        let rounder: Float = 0x1.8p23
        let shifted = x * 0.636619772367581 + rounder
        let quarter = shifted.bitPattern & 3
        let turns = shifted - rounder
        // π/2 in three parts, for the same reason as above.
        let rest = ((x - turns * 1.5703125) - turns * 4.837512969970703125e-4) - turns * 7.54978995489188216e-8
        let square = rest * rest
        let cosine = ((2.443315711809948e-5 * square - 1.388731625493765e-3) * square + 4.166664568298827e-2)
            * square * square - 0.5 * square + 1
        let sine = ((-1.9515295891e-4 * square + 8.3321608736e-3) * square - 1.6666654611e-1) * square * rest + rest
        // Odd quarters exchange the two; the sign is set by its bit.
        let exchange = 0 &- (quarter & 1)
        let difference = (sine.bitPattern ^ cosine.bitPattern) & exchange
        return (
            Float(bitPattern: sine.bitPattern ^ difference ^ (quarter & 2) << 30),
            Float(bitPattern: cosine.bitPattern ^ difference ^ ((quarter &+ 1) & 2) << 30)
        )
    }
}
