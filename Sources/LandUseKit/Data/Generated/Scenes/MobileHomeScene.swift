/// mobilehomepark: long narrow homes in close rows along small roads.
struct MobileHomeScene: Scene {
    let words = "a mobile home park: narrow homes in close rows"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(dice.chance(0.7) ? setting.soil : setting.grass)
        Wear.ground(setting, amount: 0.8, on: canvas, &dice)
        let length = dice.between(12, 20), width = dice.between(3.6, 6.4), spacing = width + dice.between(4.5, 8.5)
        let slant = dice.chance(0.5) ? dice.between(-0.07, 0.07) : 0, street = dice.between(5, 8), reach = canvas.fullReach
        let period = 2 * length + street + dice.between(3, 6), shift = dice.between(-0.5, 0.5) * period
        let rows = Int(reach / period) + 1, count = Int(reach / spacing) + 1, trees = dice.between(0.1, 0.9)
        for row in -rows...rows {
            let y = Float(row) * period + shift
            let road = Road(line: [Point(-reach, y), Point(reach, y)], width: street, surface: setting.asphalt)
            road.pave(on: canvas)
            for side in [-1, 1] as [Float] {
                let start = dice.between(0, spacing)
                for index in -count...count {
                    var own = dice.fork()
                    let middle = Pose(Point(Float(index) * spacing + start, y + side * (street / 2 + 1.5 + length / 2)), axis: Point(0, side))
                        .turned(turns: slant + 0.006 * own.spread())
                    home(middle, length, width, spacing, trees, on: canvas, setting, &own)
                }
            }
            Car.traffic(along: road.line, density: 1.5, on: canvas, &dice)
        }
    }

    private func home(_ pose: Pose, _ length: Float, _ width: Float, _ spacing: Float, _ trees: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let own = length * dice.between(0.75, 1), breadth = width * dice.between(0.85, 1.15)
        let roofs = [Colour.grey(238), .grey(230), .grey(214), Colour(226, 214, 196), Colour(206, 190, 166), Colour(160, 150, 142), Colour(150, 176, 196), .grey(104)]
        let roof = dice.vary(dice.pick(roofs), brightness: 0.06)
        // The place for the car, beside the home.
        let side = -(breadth + spacing) / 4 - width * 0.2
        if dice.chance(0.6) { canvas.fill(pose.box(-own * 0.2, side, length: own * 0.6, width: 2.8), setting.concrete.lit(0.9)) }
        House(pose: pose, length: own, width: breadth, height: 3.2).draw(on: canvas, dice.chance(0.65) ? .gabled : .flat, Surface(roof, roof * 0.96, grain: 6))
        if dice.chance(0.4) {
            House(pose: pose.moved(own * dice.between(-0.3, 0.2), -breadth / 2 - 1.2), length: own * 0.4, width: 2.4, height: 2.6)
                .draw(on: canvas, .flat, Surface(dice.vary(roof, brightness: 0.2)))
        }
        Wear.litter(dice.count(1...6), around: pose.moved(0, side), length: own, width: spacing - breadth, on: canvas, &dice)
        if dice.chance(0.5) { Car(pose: pose.moved(-own * dice.between(0.2, 0.45), side)).draw(on: canvas, &dice) }
        if dice.chance(trees) {
            Tree(at: pose(length * dice.between(-0.5, 0.55), side * dice.between(0.8, 1.2)), radius: dice.between(1.2, 3)).draw(on: canvas, setting, &dice)
        }
    }
}
