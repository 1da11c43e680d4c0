/// Random numbers over a picture that change smoothly from place to place: value noise, several wavelengths added up.
enum NoiseField {
    /// Adds one wavelength to a square field.
    ///
    /// The lattice is laid in metres, so that a scene has the same patches at any resolution.
    ///
    /// - Parameter cells: how many wavelengths the picture is wide
    static func add(
        cells: Float, amplitude: Float, to field: UnsafeMutablePointer<Float>, size: Int, _ dice: inout Dice
    ) {
        let nodes = Int(cells) + 3
        let shift = Point(dice.unit(), dice.unit())
        let lattice = (0..<nodes * nodes).map { _ in (dice.unit() * 2 - 1) * amplitude }
        var columns = [Int](repeating: 0, count: size), parts = [Float](repeating: 0, count: size)
        for x in 0..<size {
            (columns[x], parts[x]) = place(x, cells, size, shift.x)
        }
        var line = [Float](repeating: 0, count: nodes)
        for y in 0..<size {
            let (row, part) = place(y, cells, size, shift.y)
            for node in 0..<nodes {
                let upper = lattice[row * nodes + node], lower = lattice[(row + 1) * nodes + node]
                line[node] = upper + (lower - upper) * part
            }
            let target = field + y * size
            line.withUnsafeBufferPointer { line in
                columns.withUnsafeBufferPointer { columns in
                    parts.withUnsafeBufferPointer { parts in
                        for x in 0..<size {
                            let left = line[columns[x]], right = line[columns[x] &+ 1]
                            target[x] += left + (right - left) * parts[x]
                        }
                    }
                }
            }
        }
    }

    /// The lattice's node before a pixel, and how far the pixel is on the way to the next, eased at both ends.
    private static func place(_ pixel: Int, _ cells: Float, _ size: Int, _ shift: Float) -> (Int, Float) {
        let at = (Float(pixel) + 0.5) / Float(size) * cells + shift
        let node = Int(at), part = at - Float(node)
        return (node, part * part * (3 - 2 * part))
    }

    /// Mottle: wavelengths from half the picture down to two pixels, the long ones stronger; mostly within −1 to 1.
    static func addMottle(to field: UnsafeMutablePointer<Float>, size: Int, roughness: Float, _ dice: inout Dice) {
        var sum: Float = 0, amplitude: Float = 1, cells: Float = 2.2
        for _ in 0..<7 {
            sum += amplitude * amplitude
            amplitude *= roughness
        }
        amplitude = 1.15 / sum.squareRoot()
        for _ in 0..<7 {
            // Each wavelength has its own stream, so that one that is too short for this size moves no other.
            var part = dice.fork()
            if cells * 2 <= Float(size) { add(cells: cells, amplitude: amplitude, to: field, size: size, &part) }
            cells *= 2.07
            amplitude *= roughness
        }
    }
}
