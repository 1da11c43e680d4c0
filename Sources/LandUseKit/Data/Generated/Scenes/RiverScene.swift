/// river: water that winds between banks, with woods or meadows beside it.
struct RiverScene: Scene {
    let words = "a river: water winding between wooded banks"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(dice.chance(0.7) ? setting.grass : Surface(setting.soil.colour.mixed(with: setting.grass.colour, 0.5), setting.grass.second, grain: 20))
        let reach = canvas.reach, width = dice.between(8, 34)
        let pose = Pose(dice.place(within: reach * 0.35))
        let line = Path.wandering(pose, from: -2.4 * reach, to: 2.4 * reach, sway: dice.between(4, 20), wave: dice.between(70, 160), steps: 64, &dice)
        let isMeadow = dice.chance(0.8)
        if isMeadow { Wear.ground(setting, on: canvas, &dice) }
        let bank = dice.between(0.5, 4)
        canvas.stroke(line, width: width + 2 * bank, dice.chance(0.5) ? setting.soil : setting.grass.lit(0.8))
        // Sandbanks on the inner side of the bends.
        for _ in 0..<dice.count(0...4) {
            let at = dice.pick(line)
            let side: Float = dice.chance(0.5) ? 1 : -1
            let shape = Path.blob(Pose(at + Point(0, side * width * 0.5)), length: dice.between(12, 40), width: dice.between(5, 14), roughness: 0.25, &dice)
            canvas.fill(shape, setting.sand.lit(0.92))
        }
        canvas.stroke(line, width: width, setting.water)
        canvas.stroke(line, width: width * 0.6, setting.water.lit(0.92), opacity: 0.5)
        let isWooded = [dice.chance(0.85), dice.chance(0.75)]
        let radius = dice.between(1.8, 4), depth = [dice.between(6, 70), dice.between(6, 70)]
        let step = radius * 1.35, count = Int(canvas.fullReach / step) + 1, gap = width / 2 + dice.between(0, 3)
        for row in -count...count {
            for column in -count...count {
                var own = dice.fork()
                let at = Point(Float(column) * step + own.spread() * step * 0.7, Float(row) * step + own.spread() * step * 0.7)
                let (distance, isLeft) = RiverScene.distance(at, line)
                let side = isLeft ? 0 : 1
                guard isWooded[side], distance > gap + radius * 0.4, distance < gap + depth[side], own.chance(0.9) else { continue }
                Tree(at: at, radius: radius * own.between(0.75, 1.25)).draw(on: canvas, setting, &own)
            }
        }
        for side in [0, 1] where !isWooded[side] && dice.chance(0.4) {
            let path = Path.offset(line, by: (side == 0 ? 1 : -1) * (width / 2 + dice.between(8, 20)))
            canvas.stroke(path, width: dice.between(2, 5), setting.concrete)
        }
    }

    /// How far a place is from a line that runs along x, and whether it is to its left.
    private static func distance(_ at: Point, _ line: [Point]) -> (Float, Bool) {
        var nearest = Float.greatestFiniteMagnitude, isLeft = true
        for index in stride(from: 1, to: line.count, by: 2) {
            let step = at - line[index], square = step.dot(step)
            if square < nearest {
                nearest = square
                let along = line[index] - line[index - 1]
                isLeft = along.x * step.y - along.y * step.x > 0
            }
        }
        return (nearest.squareRoot(), isLeft)
    }
}
