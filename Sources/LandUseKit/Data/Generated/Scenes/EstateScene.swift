/// sparseresidential: one large house, rarely two, alone in its grounds.
struct EstateScene: Scene {
    let words = "a sparse residential area: a house alone among trees"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let isDesert = dice.chance(0.25)
        canvas.fill(isDesert ? setting.soil : setting.grass)
        Wear.ground(setting, amount: 1.6, on: canvas, &dice)
        let reach = canvas.reach, house = dice.place(within: reach * 0.3), pose = Pose(house, axis: dice.direction())
        let size = dice.between(13, 22)
        clearing(pose, size, on: canvas, setting, &dice)
        drive(pose, size, on: canvas, setting, &dice)
        let hasPool = dice.chance(0.4)
        if hasPool { Pool.draw(pose.moved(size * 0.3 * dice.spread(), size * 1.15), length: dice.between(7, 12), on: canvas, setting, &dice) }
        let trees = isDesert ? dice.count(8...30) : dice.count(90...260)
        if isDesert { shrubs(on: canvas, setting, &dice) }
        let groves = (0..<5).map { _ in dice.place(within: canvas.fullReach) }
        Trees.scatter(trees, radius: isDesert ? 1...2.6 : 1.8...4.6, within: canvas.fullReach, on: canvas, setting, &dice) { at in
            let step = at - house
            let isNear = step.length < size * 1.25 || (step - pose.axis.perpendicular * size * 1.1).length < size * 0.8
            return !isNear && (isDesert || groves.contains { ($0 - at).length < 26 })
        }
        villa(pose, size, on: canvas, &dice)
        if dice.chance(0.15) {
            let other = Pose(house + dice.direction() * dice.between(34, 46), axis: dice.direction())
            villa(other, size * 0.8, on: canvas, &dice)
        }
        Wear.litter(dice.count(2...10), around: pose, length: size * 2.4, width: size * 2.2, on: canvas, &dice)
        Trees.scatter(7, radius: 1.2...2.8, within: reach, on: canvas, setting, &dice) { ($0 - house).length > size * 1.1 }
    }

    /// A main wing and up to three more, roofed alike.
    private func villa(_ pose: Pose, _ size: Float, on canvas: Canvas, _ dice: inout Dice) {
        let roof = Setting.roof(&dice), kind: House.Roof = dice.pick([.hipped, .hipped, .gabled, .flat])
        for _ in 0..<dice.count(2...5) {
            let side: Float = dice.chance(0.5) ? 1 : -1
            let wing = pose.moved(size * dice.between(-0.55, 0.55), side * size * dice.between(0.2, 0.42), axis: dice.chance(0.7) ? Point(0, 1) : Point(1, 0))
            House(pose: wing, length: size * dice.between(0.5, 0.85), width: size * dice.between(0.36, 0.5), height: dice.between(3, 5)).draw(on: canvas, kind, roof.lit(dice.between(0.94, 1.04)))
        }
        House(pose: pose, length: size * dice.between(1, 1.35), width: size * dice.between(0.48, 0.62), height: dice.between(4, 7)).draw(on: canvas, kind, roof, chimney: dice.chance(0.5))
    }

    private func clearing(_ pose: Pose, _ size: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let lawn = Path.blob(pose, length: size * 3.4, width: size * 2.8, roughness: 0.2, &dice)
        canvas.fill(lawn, dice.chance(0.5) ? setting.grass.lit(1.08) : setting.soil, opacity: dice.between(0.4, 1))
        canvas.fill(pose.box(0, size * 0.4, length: size * 1.2, width: size * 0.8), setting.concrete.lit(0.95), opacity: dice.chance(0.6) ? 1 : 0)
    }

    private func drive(_ pose: Pose, _ size: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let surface = dice.pick([setting.concrete, setting.asphalt, setting.soil.lit(1.1)])
        let yard = pose(size * 0.2 * dice.spread(), -size * 0.8)
        let line = Path.curve(yard, pose(size * dice.between(-1.5, 1.5), -size * 2.2), pose.origin + dice.direction() * (2.2 * canvas.reach), steps: 20)
        canvas.stroke(line, width: dice.between(2.8, 4.5), surface)
        canvas.disc(yard, radius: dice.between(4, 7), surface)
        for _ in 0..<dice.count(0...2) { Car(pose: Pose(yard + dice.direction() * 3, axis: dice.direction())).draw(on: canvas, &dice) }
        if dice.chance(0.35) {
            let road = Road(line: [pose(-120, -canvas.reach * 0.9), pose(120, -canvas.reach * dice.between(0.8, 1))], width: 6, surface: setting.asphalt)
            road.pave(on: canvas)
        }
    }

    private func shrubs(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        for _ in 0..<dice.count(60...260) {
            let at = dice.place(within: canvas.fullReach), radius = dice.between(0.3, 1.1)
            canvas.shadow(ofDisc: at, radius: radius, height: radius * 0.6)
            canvas.disc(at, radius: radius, Surface(dice.vary(setting.foliage * 0.9), grain: 16), relief: 0.2)
        }
    }
}
