/// The sun.
struct Light {
    /// Where the shadow of a post of one metre ends, in metres.
    var shadow: Point
    /// How much of the light a shadow takes, 0 to 1.
    var depth: Float

    /// The direction to the sun on the ground.
    let sun: Point

    init(shadow: Point, depth: Float) {
        self.shadow = shadow
        self.depth = depth
        sun = -shadow.normalized
    }

    /// How bright a slope is that falls towards a direction, against flat ground.
    func brightness(facing direction: Point, slope: Float = 0.3) -> Float { 1 + slope * direction.dot(sun) }
}
