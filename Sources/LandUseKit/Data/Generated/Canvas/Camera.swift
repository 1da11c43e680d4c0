/// What stands between the ground and the file: air, lens, sensor, and whoever set the colours.
///
/// Drawn anew for each picture over a wide range, so that a network cannot tell classes by their colours alone.
struct Camera {
    var exposure: Float
    var contrast: Float
    var saturation: Float
    var cast: Colour
    /// How much of the light was scattered by the air.
    var haze: Float
    var hazeColour: Colour
    /// Light that falls off from one side to the other.
    var tilt: Point
    /// What a pixel takes from each neighbour; negative sharpens.
    var blur: Float
    /// Levels.
    var noise: Float

    init(_ dice: inout Dice) {
        exposure = dice.between(0.72, 1.12)
        contrast = dice.between(0.95, 1.6)
        saturation = dice.between(0.4, 1.05)
        cast = Colour(dice.between(0.95, 1.05), dice.between(0.97, 1.05), dice.between(0.88, 1.06))
        haze = dice.chance(0.4) ? dice.between(0.05, 0.34) : dice.between(0, 0.08)
        hazeColour = dice.mix(Colour(165, 165, 180), Colour(185, 178, 165))
        tilt = dice.direction() * dice.between(0, 0.08)
        blur = dice.chance(0.3) ? dice.between(-0.07, 0) : dice.between(0, 0.17)
        noise = dice.between(1, 9)
    }

    /// The finished picture's samples, three a pixel.
    func exposed(_ canvas: Canvas, _ dice: inout Dice) -> [UInt8] {
        let size = canvas.size, source = canvas.pixels
        develop(source, size)
        // A blur is as wide on the ground at any resolution, so in a small picture it is nothing.
        if size > 128 { blur(source, size) }
        return [UInt8](unsafeUninitializedCapacity: size * size * 3) { samples, count in
            for pixel in 0..<size * size {
                let word = dice.next()
                for channel in 0..<3 {
                    let speckle = Float(Int((word >> UInt64(16 * channel)) & 0xFFFF) - 0x8000) * (noise * 0x1p-15)
                    let level = source[3 * pixel + channel] + speckle
                    samples[3 * pixel + channel] = UInt8(min(max(level, 0), 255) + 0.499)
                }
            }
            count = size * size * 3
        }
    }

    private func develop(_ pixels: UnsafeMutablePointer<Float>, _ size: Int) {
        for row in 0..<size {
            for column in 0..<size {
                let x = Float(column) / Float(size) - 0.5, y = Float(row) / Float(size) - 0.5
                let light = exposure * (1 + tilt.x * x + tilt.y * y)
                let target = pixels + 3 * (row * size + column)
                let red = target[0] * light, green = target[1] * light, blue = target[2] * light
                let grey = 0.3 * red + 0.59 * green + 0.11 * blue
                target[0] = finish(grey + (red - grey) * saturation, cast.red, hazeColour.red)
                target[1] = finish(grey + (green - grey) * saturation, cast.green, hazeColour.green)
                target[2] = finish(grey + (blue - grey) * saturation, cast.blue, hazeColour.blue)
            }
        }
    }

    @inline(__always)
    private func finish(_ level: Float, _ cast: Float, _ scattered: Float) -> Float {
        let contrasted = (level - 112) * contrast + 112
        return contrasted * cast + (scattered - contrasted * cast) * haze
    }

    private func blur(_ pixels: UnsafeMutablePointer<Float>, _ size: Int) {
        let middle = 1 - 2 * blur
        for row in 0..<size {
            let line = pixels + 3 * row * size
            var (red, green, blue) = (line[0], line[1], line[2])
            for column in 0..<size - 1 {
                let target = line + 3 * column
                let (r, g, b) = (target[0], target[1], target[2])
                target[0] = middle * r + self.blur * (red + target[3])
                target[1] = middle * g + self.blur * (green + target[4])
                target[2] = middle * b + self.blur * (blue + target[5])
                (red, green, blue) = (r, g, b)
            }
        }
        let width = 3 * size
        var above = [Float](repeating: 0, count: width)
        above.withUnsafeMutableBufferPointer { above in
            for sample in 0..<width { above[sample] = pixels[sample] }
            for row in 0..<size - 1 {
                let line = pixels + row * width
                for sample in 0..<width {
                    let level = line[sample]
                    line[sample] = middle * level + self.blur * (above[sample] + line[width + sample])
                    above[sample] = level
                }
            }
        }
    }
}
