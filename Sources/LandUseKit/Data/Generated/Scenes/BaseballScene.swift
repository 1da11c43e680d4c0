/// baseballdiamond: the dirt infield in the grass, bases, mound and foul lines.
struct BaseballScene: Scene {
    let words = "a baseball field: the infield of bare earth in the grass"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(setting.grass)
        Wear.ground(setting, amount: 0.6, on: canvas, &dice)
        if dice.chance(0.5) { mowing(on: canvas, setting, &dice) }
        let earths = [Colour(190, 156, 112), Colour(204, 172, 132), Colour(176, 120, 88), Colour(196, 150, 120), Colour(140, 78, 58), Colour(180, 168, 148)]
        let tone = dice.vary(dice.pick(earths))
        let earth = Surface(tone, dice.vary(tone, brightness: 0.14, tint: 0.02), grain: 16)
        let home = Pose(dice.direction() * (canvas.reach * dice.between(0.2, 0.75)))
        // The field opens towards the picture's middle, more or less.
        let field = Pose(home.origin, axis: (-home.origin).normalized).turned(turns: 0.08 * dice.spread())
        let base = dice.pick([18.3, 20, 24, 27.4] as [Float])
        if dice.chance(0.5) { fence(field, radius: base * dice.between(2.2, 3), on: canvas, setting, &dice) }
        infield(field, base, earth, on: canvas, setting, &dice)
        backstop(field, base, on: canvas, setting, &dice)
        let trees = dice.count(0...26)
        Trees.scatter(trees, radius: 2.5...6, within: canvas.reach, on: canvas, setting, &dice) {
            ($0 - field(base * 0.6, 0)).length > base * 1.5
        }
    }

    private func mowing(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let stripe = dice.between(3, 7), light = setting.grass.lit(dice.between(1.05, 1.12)), reach = canvas.fullReach
        let count = Int(reach / stripe) + 1
        canvas.fill((-count...count).map { Pose().box(0, Float($0) * 2 * stripe, length: 2 * reach, width: stripe) }, light, opacity: 0.8)
    }

    private func infield(_ field: Pose, _ base: Float, _ earth: Surface, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let radius = base * dice.between(1.2, 1.5), mound = field(base * 0.66, 0)
        let hasGrass = dice.chance(0.5), isWhole = dice.chance(0.4)
        // A fan from behind the home plate, its arc around the mound.
        let spread: Float = isWhole ? 0.2 : 0.135
        var fan = Path.arc(Point(base * 0.66, 0), radius: radius * 0.86, from: -spread * 1.6, to: spread * 1.6).map { field($0) }
        fan += [field(base * 0.25, base * 0.75), field(-2.5, base * 0.16), field(-2.5, -base * 0.16), field(base * 0.25, -base * 0.75)]
        canvas.fill(fan, earth)
        if isWhole { canvas.fill(Path.blob(Pose(mound, axis: field.axis), length: base * 1.9, width: base * 1.8, roughness: 0.12, &dice), earth) }
        canvas.disc(field(0, 0), radius: base * 0.16, earth)
        let side = base * 0.7071
        let diamond = [field(0, 0), field(side, side), field(2 * side, 0), field(side, -side)]
        if hasGrass {
            let middle = field(side, 0)
            canvas.fill(diamond.map { middle + ($0 - middle) * 0.84 }, setting.grass.lit(dice.between(0.85, 1.1)))
            canvas.disc(field(0, 0), radius: base * 0.13, earth)
        }
        canvas.disc(mound, radius: base * 0.1, earth.lit(1.08), relief: 0.08)
        let chalk = Surface(.grey(236)), length = base * dice.between(1, 2.6)
        if dice.chance(0.75) {
            for way in [Float(0.125), -0.125] {
                canvas.stroke([field(0, 0), field(Point.unit(turns: way) * length)], width: 0.3, chalk, opacity: dice.between(0.4, 0.9))
            }
        }
        for corner in diamond { canvas.fill(Pose(corner).box(length: 0.8, width: 0.8), chalk) }
    }

    private func fence(_ field: Pose, radius: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let arc = Path.arc(Point(0, 0), radius: radius, from: -0.14, to: 0.14, steps: 24).map { field($0) }
        canvas.stroke(arc, width: dice.between(2, 4.5), setting.soil, opacity: 0.8)
        canvas.stroke(Path.offset(arc, by: 1), width: 0.3, Surface(.grey(70)))
    }

    private func backstop(_ field: Pose, _ base: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let arc = Path.arc(Point(0, 0), radius: base * 0.34, from: 0.36, to: 0.64, steps: 6).map { field($0) }
        canvas.stroke(arc.map { $0 + canvas.light.shadow * 2.5 }, width: 0.8, Surface(.grey(40)), opacity: 0.45)
        canvas.stroke(arc, width: 0.35, Surface(.grey(120)))
        let dugout = Setting.roof(&dice)
        for side in [-1, 1] as [Float] where dice.chance(0.6) {
            House(pose: field.moved(base * 0.25, side * base * 0.78, axis: .unit(turns: side * 0.125)), length: 9, width: 3, height: 2.5)
                .draw(on: canvas, .flat, dugout)
        }
        if dice.chance(0.3) {
            let path = [field(-base * 0.5, -base * 2), field(-base * 0.5, base * 2)]
            canvas.stroke(path, width: dice.between(2, 8), setting.concrete)
        }
    }
}
