/// A place, or a step, in metres on the ground or in pixels of the picture.
struct Point: Equatable {
    var x: Float
    var y: Float

    init(_ x: Float, _ y: Float) {
        self.x = x
        self.y = y
    }

    static func + (one: Point, other: Point) -> Point { Point(one.x + other.x, one.y + other.y) }
    static func - (one: Point, other: Point) -> Point { Point(one.x - other.x, one.y - other.y) }
    static func * (point: Point, factor: Float) -> Point { Point(point.x * factor, point.y * factor) }
    static prefix func - (point: Point) -> Point { Point(-point.x, -point.y) }

    /// A quarter turn further.
    var perpendicular: Point { Point(-y, x) }
    var length: Float { (x * x + y * y).squareRoot() }
    /// The direction alone; along x where there is none.
    var normalized: Point { length > 0 ? self * (1 / length) : Point(1, 0) }

    func dot(_ other: Point) -> Float { x * other.x + y * other.y }
    func mixed(with other: Point, _ part: Float) -> Point { self + (other - self) * part }

    /// The direction at a fraction of a full turn.
    ///
    /// Polynomials, good to 4·10⁻⁶, and not the C library's functions, whose last bits differ from machine to machine.
    static func unit(turns: Float) -> Point {
        let quarters = (turns - turns.rounded(.down)) * 4
        let quadrant = min(Int(quarters), 3)
        let angle = (quarters - Float(quadrant)) * (Float.pi / 2), square = angle * angle
        let sine = angle * (1 - square / 6 * (1 - square / 20 * (1 - square / 42 * (1 - square / 72))))
        let cosine = 1 - square / 2 * (1 - square / 12 * (1 - square / 30 * (1 - square / 56 * (1 - square / 90))))
        switch quadrant {
        case 0: return Point(cosine, sine)
        case 1: return Point(-sine, cosine)
        case 2: return Point(-cosine, -sine)
        default: return Point(sine, -cosine)
        }
    }
}

/// A closed outline, in order; the last point is joined to the first.
typealias Polygon = [Point]
