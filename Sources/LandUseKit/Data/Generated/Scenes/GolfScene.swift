/// golfcourse: fairways and a green in smoother grass, bunkers of white sand, groups of trees.
struct GolfScene: Scene {
    let words = "a golf course: fairway, green, bunkers and trees"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let rough = setting.grass, reach = canvas.reach
        canvas.fill(rough)
        Wear.ground(setting, amount: 0.6, on: canvas, &dice)
        let fairway = rough.lit(dice.between(1.08, 1.28))
        let pose = Pose(dice.place(within: reach * 0.5), axis: dice.direction())
        let line = Path.wandering(pose, from: -2.4 * reach, to: 2.4 * reach, sway: dice.between(4, 16), wave: dice.between(90, 180), &dice)
        let width = dice.between(18, 36)
        canvas.stroke(line, width: width + 5, rough.lit(1.04))
        canvas.stroke(line, width: width, Surface(fairway.colour, fairway.second, grain: rough.grain * 0.5))
        if dice.chance(0.4) { mowing(line, width, fairway, on: canvas, &dice) }
        if dice.chance(0.18) {
            let pond = Path.blob(Pose(dice.place(within: reach * 0.8), axis: dice.direction()), length: dice.between(20, 50), width: dice.between(14, 30), roughness: 0.25, &dice)
            canvas.fill(pond, setting.water)
        }
        let green = pose(dice.between(-0.6, 0.6) * reach, dice.between(-10, 10)), hasGreen = dice.chance(0.7)
        if hasGreen {
            let shape = Path.blob(Pose(green, axis: dice.direction()), length: dice.between(16, 26), width: dice.between(13, 20), roughness: 0.15, &dice)
            canvas.fill(shape.map { green + ($0 - green) * 1.16 }, fairway.lit(0.94))
            canvas.fill(shape, Surface(fairway.colour * 1.08 + 4, grain: 4))
            canvas.disc(green + dice.direction() * 4, radius: 0.4, Surface(.grey(240)))
        }
        for _ in 0..<dice.count(hasGreen ? 1...5 : 0...3) {
            let at = green + dice.direction() * dice.between(13, 22)
            bunker(Pose(at, axis: dice.direction()), on: canvas, setting, &dice)
        }
        if dice.chance(0.45) {
            let path = Path.wandering(Pose(dice.place(within: reach * 0.9), axis: pose.axis), from: -2 * reach, to: 2 * reach, sway: 8, wave: 80, &dice)
            canvas.stroke(path, width: dice.between(1.8, 3), setting.concrete)
        }
        for _ in 0..<dice.count(3...10) {
            let at = dice.place(within: reach)
            if (at - green).length < 15 { continue }
            Trees.grove(at, spread: dice.between(4, 16), count: dice.count(4...24), radius: 2...5, on: canvas, setting, &dice)
        }
    }

    private func mowing(_ line: [Point], _ width: Float, _ surface: Surface, on canvas: Canvas, _ dice: inout Dice) {
        let stripe = dice.between(3, 6), count = Int(width / stripe / 2)
        for index in 0..<count {
            let at = (Float(index) - Float(count) / 2 + 0.5) * 2 * stripe
            canvas.stroke(Path.offset(line, by: at), width: stripe, surface.lit(1.07), opacity: 0.6)
        }
    }

    private func bunker(_ pose: Pose, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let sand = dice.vary(Colour(228, 222, 206), brightness: 0.08)
        let shape = Path.blob(pose, length: dice.between(6, 17), width: dice.between(4, 9), roughness: 0.34, &dice)
        canvas.fill(shape.map { pose.origin + ($0 - pose.origin) * 1.12 }, setting.grass.lit(0.82))
        canvas.fill(shape, Surface(sand, sand * 0.94, grain: 5))
        canvas.fill(shape.map { $0.mixed(with: pose.origin, 0.3) - canvas.light.shadow * 0.4 }, Surface(sand * 1.05), opacity: 0.6)
    }
}
