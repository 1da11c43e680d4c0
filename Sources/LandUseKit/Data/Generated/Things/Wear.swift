/// What time leaves on the ground: stains, patches, cracks, and things that lie about.
enum Wear {
    /// Oil, repairs and cracks on asphalt or concrete.
    static func pavement(_ surface: Surface, amount: Float = 1, on canvas: Canvas, _ dice: inout Dice) {
        let reach = canvas.fullReach
        for _ in 0..<Int(amount * dice.between(4, 22)) {
            let pose = Pose(dice.place(within: reach), axis: dice.direction())
            let blob = Path.blob(pose, length: dice.between(1, 14), width: dice.between(0.7, 5), roughness: 0.4, &dice)
            canvas.fill(blob, surface.lit(dice.chance(0.65) ? dice.between(0.5, 0.85) : dice.between(1.1, 1.3)), opacity: dice.between(0.1, 0.45))
        }
        for _ in 0..<Int(amount * dice.between(0, 9)) {
            let box = Pose(dice.place(within: reach)).box(length: dice.between(2, 20), width: dice.between(1, 6))
            canvas.fill(box, surface.lit(dice.between(0.72, 1.2)), opacity: dice.between(0.2, 0.7))
        }
        for _ in 0..<Int(amount * dice.between(0, 8)) {
            let pose = Pose(dice.place(within: reach), axis: dice.direction())
            let crack = Path.wandering(pose, from: 0, to: dice.between(8, 50), sway: 1.2, wave: 14, steps: 14, &dice)
            canvas.stroke(crack, width: 0.35, surface.lit(0.6), opacity: 0.5)
        }
    }

    /// Bare and lush places, tufts and shrubs on open ground.
    static func ground(_ setting: Setting, amount: Float = 1, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<Int(amount * dice.between(3, 14)) {
            let pose = Pose(dice.place(within: canvas.fullReach), axis: dice.direction())
            let blob = Path.blob(pose, length: dice.between(4, 30), width: dice.between(3, 14), roughness: 0.35, &dice)
            let other = dice.pick([setting.soil, setting.grass.lit(dice.between(0.75, 1.2)), setting.grass, setting.soil.lit(1.12)])
            canvas.fill(blob, other, opacity: dice.between(0.15, 0.6))
        }
        let shrub = Surface(setting.foliage * 0.95, setting.foliage * 1.15, grain: 30)
        for _ in 0..<Int(amount * dice.between(0, 160)) {
            let at = dice.place(within: canvas.fullReach), radius = dice.between(0.25, 1.2)
            canvas.shadow(ofDisc: at, radius: radius, height: radius * 0.5)
            canvas.disc(at, radius: radius, shrub, relief: 0.25, opacity: 0.8)
        }
    }

    /// Sheds, crates, furniture and whatever else stands in yards and gardens.
    static func litter(_ count: Int, around pose: Pose, length: Float, width: Float, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<count {
            let at = pose.moved(length * dice.between(-0.5, 0.5), width * dice.between(-0.5, 0.5))
            let box = at.box(length: dice.between(0.6, 2.8), width: dice.between(0.5, 1.8)), level = dice.between(50, 235)
            let tone = dice.vary(.grey(level), tint: 0.08)
            guard canvas.shows(pose.origin, radius: length + width) else { continue }
            canvas.shadow(of: box, height: 1.2)
            canvas.fill(box, Surface(tone, grain: 10))
        }
    }
}
