/// Where a thing stands and which way it looks: coordinates of its own, x along `axis`.
struct Pose {
    var origin: Point
    /// Of length 1.
    var axis: Point

    init(_ origin: Point = Point(0, 0), axis: Point = Point(1, 0)) {
        self.origin = origin
        self.axis = axis
    }

    /// The scene's coordinates of a place in this thing's own.
    func callAsFunction(_ x: Float, _ y: Float) -> Point { origin + axis * x + axis.perpendicular * y }
    func callAsFunction(_ point: Point) -> Point { self(point.x, point.y) }
    func callAsFunction(_ polygon: Polygon) -> Polygon { polygon.map { self($0) } }

    /// A direction of its own, in the scene's.
    func direction(_ step: Point) -> Point { axis * step.x + axis.perpendicular * step.y }

    /// The pose of a part that stands at a place in these coordinates, turned in them.
    func moved(_ x: Float, _ y: Float, axis turned: Point = Point(1, 0)) -> Pose { Pose(self(x, y), axis: direction(turned)) }

    func turned(turns: Float) -> Pose { Pose(origin, axis: direction(.unit(turns: turns))) }

    /// A rectangle around a place in these coordinates.
    func box(_ x: Float = 0, _ y: Float = 0, length: Float, width: Float) -> Polygon {
        let l = length / 2, w = width / 2
        return [self(x - l, y - w), self(x + l, y - w), self(x + l, y + w), self(x - l, y + w)]
    }
}
