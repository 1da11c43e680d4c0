/// storagetanks: round tanks, closed or open, with long shadows, pipes and yards.
struct TankScene: Scene {
    let words = "storage tanks: round tanks and their shadows"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let ground = dice.pick([setting.concrete, setting.concrete.lit(0.85), setting.soil, setting.grass, setting.asphalt])
        canvas.fill(ground)
        Wear.pavement(ground, amount: 1.3, on: canvas, &dice)
        for _ in 0..<dice.count(1...6) {
            let pose = Pose(dice.place(within: canvas.reach))
            canvas.fill(pose.box(length: dice.between(15, 50), width: dice.between(10, 40)), dice.pick([setting.grass, setting.soil, setting.concrete, setting.asphalt]), opacity: 0.85)
        }
        roads(on: canvas, setting, &dice)
        Wear.litter(dice.count(6...40), around: Pose(), length: 2 * canvas.reach, width: 2 * canvas.reach, on: canvas, &dice)
        let isSewage = dice.chance(0.22)
        let radius = dice.chance(0.35) ? dice.between(12, 21) : dice.between(4.5, 11)
        let height = dice.between(0.5, 1.1) * min(radius, 12)
        let spacing = radius * dice.between(2.25, 3.2), columns = radius > 12 ? 2 : dice.count(1...3), rows = radius > 12 ? 1 : dice.count(1...2)
        let middle = Pose(dice.place(within: canvas.reach * 0.35))
        let roofs = [Colour.grey(240), .grey(236), .grey(228), Colour(214, 198, 168), Colour(176, 170, 160), Colour(198, 178, 150), Colour(170, 130, 110)]
        let paint = dice.vary(dice.pick(roofs), brightness: 0.05)
        if dice.chance(0.4) { dike(middle, spacing * Float(columns), spacing * Float(rows), on: canvas, setting) }
        pipes(middle, spacing, on: canvas, &dice)
        for column in 0..<columns {
            for row in 0..<rows {
                var own = dice.fork()
                let at = middle((Float(column) - Float(columns - 1) / 2) * spacing, (Float(row) - Float(rows - 1) / 2) * spacing)
                let size = radius * own.between(0.85, 1)
                if own.chance(0.08) { continue }
                if isSewage { basin(at, size, on: canvas, setting, &own) } else { tank(at, size, height, own.vary(paint, brightness: 0.08), on: canvas, &own) }
            }
        }
        for _ in 0..<dice.count(1...5) {
            let at = dice.place(within: canvas.reach)
            if (at - middle.origin).length < spacing * Float(max(columns, rows)) * 0.7 + 8 { continue }
            Building.block(Pose(at), length: dice.between(7, 20), width: dice.between(5, 12), height: dice.between(3, 7), on: canvas, &dice)
        }
        for _ in 0..<dice.count(0...6) { Car(pose: Pose(dice.place(within: canvas.reach))).draw(on: canvas, &dice) }
    }

    private func tank(_ at: Point, _ radius: Float, _ height: Float, _ paint: Colour, on canvas: Canvas, _ dice: inout Dice) {
        let circle = Path.ellipse(Pose(at), length: 2 * radius, width: 2 * radius, steps: 40)
        canvas.shadow(of: circle, height: height)
        let isOpen = dice.chance(0.2)
        // The wall, seen a little from the side, then the roof.
        let lean = dice.direction() * (height * dice.between(0, 0.22))
        canvas.fill(Path.hull(circle + circle.map { $0 + lean }), Surface(paint * 0.8))
        let top = at + lean
        canvas.disc(top, radius: radius, Surface(paint * 0.88))
        if isOpen {
            // A floating roof: the wall's shadow falls inside.
            canvas.disc(top, radius: radius * 0.93, Surface(paint * 0.62, grain: 6))
            let inner = Path.ellipse(Pose(top), length: 1.7 * radius, width: 1.7 * radius, steps: 32).map { $0 + canvas.light.shadow.normalized * (radius * 0.08) }
            canvas.fill(inner, Surface(paint, paint * 0.85, grain: 10))
        } else {
            canvas.disc(top, radius: radius * 0.96, Surface(paint, paint * 0.97, grain: 4), relief: dice.between(0, 0.12))
            if dice.chance(0.4) {
                for spoke in 0..<12 { canvas.stroke([top, top + Point.unit(turns: Float(spoke) / 12) * (radius * 0.95)], width: 0.15, Surface(paint * 0.8), opacity: 0.35) }
            }
            canvas.disc(top, radius: radius * 0.06 + 0.3, Surface(paint * 0.6))
        }
        // A ladder or a pipe up the roof, and its shadow.
        let way = dice.direction()
        canvas.stroke([top + way * (radius * 0.2), top + way * radius], width: 0.5, Surface(paint * 0.55), opacity: 0.8)
        for _ in 0..<dice.count(0...4) { canvas.disc(top + dice.direction() * (radius * 0.85 * dice.unit()), radius: 0.4, Surface(.grey(90))) }
    }

    /// An open basin of a sewage works: dark water, a bridge from the middle to the rim.
    private func basin(_ at: Point, _ radius: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.disc(at, radius: radius + 1, setting.concrete)
        let water = dice.vary(dice.pick([Colour(58, 66, 60), Colour(84, 80, 68), Colour(40, 52, 54), Colour(196, 176, 184)]))
        canvas.disc(at, radius: radius, Surface(.grey(60)))
        canvas.disc(at + canvas.light.shadow * 0.5, radius: radius * 0.93, Surface(water, water * 0.85, grain: 6))
        canvas.disc(at, radius: radius * 0.16, setting.concrete)
        let way = dice.direction()
        canvas.stroke([at - way * (dice.chance(0.5) ? radius : 0), at + way * radius], width: 1.1, setting.concrete.lit(1.05))
    }

    private func dike(_ pose: Pose, _ length: Float, _ width: Float, on canvas: Canvas, _ setting: Setting) {
        let corners = pose.box(length: length + 8, width: width + 8)
        canvas.stroke(corners + [corners[0]], width: 2.6, setting.soil)
        canvas.stroke((corners + [corners[0]]).map { $0 + canvas.light.sun * 0.7 }, width: 0.8, setting.soil.lit(1.2))
    }

    private func pipes(_ pose: Pose, _ spacing: Float, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<dice.count(1...6) {
            let colour = dice.vary(dice.pick([.grey(200), .grey(150), Colour(150, 90, 76)]))
            let y = spacing * dice.between(-1.2, 1.2)
            let line = dice.chance(0.5) ? [pose(-80, y), pose(80, y)] : [pose(y, -80), pose(y, 80)]
            canvas.stroke(line.map { $0 + canvas.light.shadow * 1.2 }, width: 0.7, Surface(.grey(40)), opacity: 0.45)
            canvas.stroke(line, width: dice.between(0.5, 1.4), Surface(colour))
        }
    }

    private func roads(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        for _ in 0..<dice.count(0...2) {
            let at = dice.between(-0.9, 0.9) * canvas.reach
            let line = dice.chance(0.5) ? [Point(-reach, at), Point(reach, at)] : [Point(at, -reach), Point(at, reach)]
            canvas.stroke(line, width: dice.between(5, 9), dice.chance(0.5) ? setting.asphalt : setting.concrete.lit(1.05))
        }
    }
}
