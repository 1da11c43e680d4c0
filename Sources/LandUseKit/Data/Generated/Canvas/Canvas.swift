/// A square picture that a scene is drawn on, in metres around its middle.
///
/// Colours are floats and edges are antialiased by the exact part of each pixel that is covered. Only +, −, ×, ÷ and
/// square roots are used, which every machine rounds alike: the same drawing gives the same bits everywhere.
/// Deliberately absent: blending modes, curves (polylines do), and outlines with holes.
final class Canvas {
    /// Pixels a side.
    let size: Int
    /// Pixels.
    let pixelsPerMetre: Float
    let light: Light
    /// Half the picture's side, in metres.
    let reach: Float
    /// What a thing must be drawn within so that no rotation leaves a corner empty: half the diagonal, in metres.
    var fullReach: Float { reach * 1.4143 }

    /// Three floats a pixel.
    let pixels: UnsafeMutablePointer<Float>
    /// How much of its light each pixel has lost to shadows so far.
    let shade: UnsafeMutablePointer<Float>
    /// Patches, mostly within −1 to 1.
    let mottle: UnsafeMutablePointer<Float>
    /// Stones, tufts and leaves: nearly each pixel on its own, mostly within −1 to 1.
    let grain: UnsafeMutablePointer<Float>
    /// Work space of `fill`: by how much the covered part changes from the pixel before; one more column than pixels.
    let changes: UnsafeMutablePointer<Float>
    /// Which columns of `changes` were touched, row by row.
    let firstTouched: UnsafeMutablePointer<Int>
    let lastTouched: UnsafeMutablePointer<Int>

    private let axis: Point

    /// - Parameters:
    ///   - metres: the length of ground that a side shows
    ///   - axis: the scene's x axis in the picture, of length 1
    init(size: Int, metres: Float, axis: Point, light: Light, roughness: Float, _ dice: inout Dice) {
        self.size = size
        self.axis = axis
        self.light = light
        pixelsPerMetre = Float(size) / metres
        reach = metres / 2
        let count = size * size
        pixels = .allocate(capacity: count * 3)
        pixels.initialize(repeating: 128, count: count * 3)
        shade = .allocate(capacity: count)
        shade.initialize(repeating: 0, count: count)
        mottle = .allocate(capacity: count)
        mottle.initialize(repeating: 0, count: count)
        grain = .allocate(capacity: count)
        changes = .allocate(capacity: (size + 2) * size)
        changes.initialize(repeating: 0, count: (size + 2) * size)
        firstTouched = .allocate(capacity: size)
        firstTouched.initialize(repeating: .max, count: size)
        lastTouched = .allocate(capacity: size)
        lastTouched.initialize(repeating: -1, count: size)
        var patches = dice.fork(), pixelwise = dice.fork()
        NoiseField.addMottle(to: mottle, size: size, roughness: roughness, &patches)
        // Seen from further away, the grains of a pixel average out.
        let strength = min(1, pixelsPerMetre * 0.3)
        for pixel in 0..<count {
            let word = pixelwise.next()
            grain[pixel] = (Float(word >> 40) - Float(word & 0xFF_FFFF)) * (strength * 0.8 * 0x1p-24)
        }
        // Most grain is a little larger than a pixel of 0.3 metres: stones, tufts, leaves.
        var tufts = dice.fork()
        let cells = metres / 0.85
        if cells * 2 <= Float(size) { NoiseField.add(cells: cells, amplitude: 0.9, to: grain, size: size, &tufts) }
    }

    deinit {
        pixels.deallocate()
        shade.deallocate()
        mottle.deallocate()
        grain.deallocate()
        changes.deallocate()
        firstTouched.deallocate()
        lastTouched.deallocate()
    }

    /// Metres to pixels.
    func pixel(_ point: Point) -> Point {
        let x = point.x * axis.x - point.y * axis.y, y = point.x * axis.y + point.y * axis.x
        return Point((x + reach) * pixelsPerMetre, (y + reach) * pixelsPerMetre)
    }

    /// Pixels to metres.
    func ground(_ pixel: Point) -> Point {
        let x = pixel.x / pixelsPerMetre - reach, y = pixel.y / pixelsPerMetre - reach
        return Point(x * axis.x + y * axis.y, y * axis.x - x * axis.y)
    }

    /// Whether a thing of this radius could show.
    func shows(_ point: Point, radius: Float = 0) -> Bool {
        let pixel = pixel(point), margin = radius * pixelsPerMetre
        return pixel.x > -margin && pixel.y > -margin && pixel.x < Float(size) + margin && pixel.y < Float(size) + margin
    }

    /// Puts a surface over one pixel, `part` of 1 opaque.
    @inline(__always)
    func put(_ surface: Surface, at pixel: Int, part: Float) {
        let mix = min(max(0.5 + 0.8 * mottle[pixel], 0), 1), speckle = surface.grain * grain[pixel]
        let target = pixels + 3 * pixel
        target[0] += (surface.colour.red + (surface.second.red - surface.colour.red) * mix + speckle - target[0]) * part
        target[1] += (surface.colour.green + (surface.second.green - surface.colour.green) * mix + speckle - target[1]) * part
        target[2] += (surface.colour.blue + (surface.second.blue - surface.colour.blue) * mix + speckle - target[2]) * part
        shade[pixel] *= 1 - part
    }
}
