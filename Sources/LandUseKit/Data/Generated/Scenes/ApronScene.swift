/// airplane: aeroplanes on an apron, with their shadows, vehicles, taxi lines and a piece of the terminal.
struct ApronScene: Scene {
    let words = "an airport's apron: parked aeroplanes and their shadows"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        let pavement = dice.chance(0.65) ? setting.concrete : setting.asphalt
        canvas.fill(pavement)
        slabs(on: canvas, pavement, &dice)
        if dice.chance(0.3) {
            let edge = dice.between(0.45, 0.9) * canvas.reach
            canvas.fill(Pose().box(0, edge + reach / 2, length: 2 * reach, width: reach), dice.chance(0.5) ? setting.grass : setting.asphalt)
            canvas.stroke([Point(-reach, edge), Point(reach, edge)], width: 0.4, Surface(.grey(225)))
        }
        taxiLines(on: canvas, &dice)
        Wear.pavement(pavement, amount: 1.3, on: canvas, &dice)
        stains(on: canvas, &dice)
        if dice.chance(0.55) {
            let middle = -canvas.reach * dice.between(0.75, 1.1)
            Building.block(Pose(Point(canvas.reach * dice.spread(), middle)), length: dice.between(30, 90), width: dice.between(14, 34), height: dice.between(6, 14), on: canvas, &dice)
        }
        let isSmall = dice.chance(0.25)
        let length = isSmall ? dice.between(12, 20) : dice.between(30, 52)
        let count = isSmall ? dice.count(2...6) : dice.count(1...2)
        let row = Pose(dice.place(within: canvas.reach * 0.3), axis: dice.direction())
        for index in 0..<count {
            let step = (Float(index) - Float(count - 1) / 2) * length * dice.between(1.02, 1.35)
            let pose = row.moved(dice.spread() * length * 0.1, step).turned(turns: 0.04 * dice.spread())
            vehicles(around: pose, length, on: canvas, &dice)
            Aeroplane(pose: pose, length: length * dice.between(0.92, 1.06)).draw(on: canvas, &dice)
        }
    }

    private func slabs(on canvas: Canvas, _ pavement: Surface, _ dice: inout Dice) {
        let spacing = dice.between(5, 9), count = Int(canvas.fullReach / spacing) + 1, reach = canvas.fullReach
        var joints: [Polygon] = []
        for index in -count...count {
            let at = Float(index) * spacing
            joints += Path.outlines(of: [Point(at, -reach), Point(at, reach)], width: 0.25)
            joints += Path.outlines(of: [Point(-reach, at), Point(reach, at)], width: 0.25)
        }
        canvas.fill(joints, pavement.lit(0.72), opacity: dice.between(0.1, 0.5))
        for _ in 0..<dice.count(0...6) {
            let slab = Pose().box((Float(dice.count(-count...count)) + 0.5) * spacing, (Float(dice.count(-count...count)) + 0.5) * spacing, length: spacing, width: spacing)
            canvas.fill(slab, pavement.lit(dice.between(0.86, 1.1)), opacity: 0.7)
        }
    }

    private func taxiLines(on canvas: Canvas, _ dice: inout Dice) {
        let paint = Surface(dice.vary(Colour(206, 176, 74)))
        for _ in 0..<dice.count(0...3) {
            let from = dice.direction() * canvas.fullReach, to = dice.direction() * canvas.fullReach
            canvas.stroke(Path.curve(from, dice.place(within: canvas.reach * 0.6), to, steps: 20), width: 0.35, paint, opacity: 0.75)
        }
    }

    private func stains(on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<dice.count(2...14) {
            let pose = Pose(dice.place(within: canvas.reach), axis: dice.direction())
            let blob = Path.blob(pose, length: dice.between(1, 9), width: dice.between(0.6, 3), roughness: 0.4, &dice)
            canvas.fill(blob, Surface(Colour(66, 64, 60)), opacity: dice.between(0.06, 0.3))
        }
    }

    private func vehicles(around pose: Pose, _ length: Float, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<(length < 20 ? dice.count(0...3) : dice.count(4...26)) {
            let place = pose.moved(length * dice.between(-0.7, 0.8), (5 + length * dice.between(0.08, 0.7)) * (dice.chance(0.5) ? 1 : -1), axis: dice.direction())
            if dice.chance(0.3) {
                // A baggage train.
                for wagon in 0..<dice.count(2...5) {
                    let box = place.box(Float(wagon) * 3.2, length: 2.6, width: 1.5)
                    canvas.shadow(of: box, height: 1.2)
                    canvas.fill(box, Surface(dice.vary(.grey(90), brightness: 0.5)))
                }
            } else {
                Car(pose: place, length: dice.between(3, 8), width: dice.between(1.7, 2.5)).draw(on: canvas, &dice)
            }
        }
    }
}
