/// A swimming pool on its terrace.
enum Pool {
    static func draw(_ pose: Pose, length: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let blue = dice.vary(Colour(96, 186, 204), brightness: 0.15)
        let shape =
            dice.chance(0.5)
            ? Path.blob(pose, length: length, width: length * 0.55, roughness: 0.18, &dice) : pose.box(length: length, width: length * 0.5)
        canvas.fill(pose.box(length: length + 3.5, width: length * 0.55 + 3), setting.concrete)
        canvas.fill(shape, Surface(blue * 0.8))
        canvas.fill(shape.map { pose.origin + ($0 - pose.origin) * 0.86 }, Surface(blue, grain: 6))
    }
}
