/// parkinglot: rows of parked cars, aisles between them, islands with trees.
struct ParkingScene: Scene {
    let words = "a parking lot: rows of parked cars"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(dice.chance(0.85) ? setting.asphalt : setting.concrete)
        Wear.pavement(setting.asphalt, on: canvas, &dice)
        let aisle = dice.between(5, 8.5), slant = dice.chance(0.5) ? 0 : dice.between(-0.11, 0.11), filled = dice.between(0.5, 1)
        let isDouble = dice.chance(0.8), period = (isDouble ? 10.4 : 5.4) + aisle, reach = canvas.fullReach
        let rows = Int(reach / period) + 1, shift = dice.between(-0.5, 0.5) * period
        let hasTrees = dice.chance(0.35), hasIslands = dice.chance(0.4)
        let end = dice.chance(0.35) ? dice.between(0.3, 0.9) * canvas.reach : reach
        for row in -rows...rows {
            let y = Float(row) * period + shift, density = min(1, max(0, filled + 0.3 * dice.spread()))
            let middle = (end - reach) / 2, length = end + reach
            if hasIslands { canvas.stroke([Point(-reach, y), Point(end, y)], width: 1.4, dice.chance(0.5) ? setting.grass : setting.concrete) }
            ParkingScene.row(Pose(Point(middle, y - (isDouble ? 2.7 : 0))), length: length, slant: slant, filled: density, on: canvas, &dice)
            if isDouble { ParkingScene.row(Pose(Point(middle, y + 2.7), axis: Point(-1, 0)), length: length, slant: -slant, filled: density, on: canvas, &dice) }
            if hasTrees { Trees.row(Point(-reach, y), Point(end, y), spacing: 14, radius: 1.2...2.6, on: canvas, setting, &dice) }
        }
        for _ in 0..<dice.count(0...3) {
            let y = (Float(dice.count(-rows...rows)) + 0.5) * period + shift
            Car(pose: Pose(Point(dice.between(-1, 1) * canvas.reach, y))).draw(on: canvas, &dice)
        }
        if end < reach { margin(from: end + 5, on: canvas, setting, &dice) }
    }

    /// What the lot ends at: a hedge, a street, or the shop that it belongs to.
    private func margin(from x: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        let strip = Pose().box(x + reach / 2, 0, length: reach, width: 2 * reach)
        canvas.fill(strip, dice.pick([setting.grass, setting.concrete, setting.soil]))
        if dice.chance(0.4) {
            Building.block(Pose(Point(x + 14, dice.between(-20, 20))), length: 20, width: dice.between(30, 70), height: 7, on: canvas, &dice)
        } else {
            Trees.row(Point(x + 2, -reach), Point(x + 2, reach), spacing: 6, radius: 1.2...3, on: canvas, setting, &dice)
        }
    }

    /// One row of stalls along a pose's x axis; the cars stand across it.
    static func row(_ pose: Pose, length: Float, slant: Float, filled: Float, on canvas: Canvas, _ dice: inout Dice) {
        let stall: Float = 2.6, count = Int(length / stall)
        var lines: [Polygon] = []
        for index in 0..<count {
            let place = pose.moved((Float(index) + 0.5) * stall - length / 2, 0, axis: .unit(turns: 0.25 + slant))
            lines += Path.outlines(of: [place(-2.4, stall / 2), place(2.4, stall / 2)], width: 0.14)
            var own = dice.fork()
            guard own.chance(filled) else { continue }
            let turned: Float = own.chance(0.5) ? 1 : -1
            let car = Pose(place(0.5 * own.spread(), 0.25 * own.spread()), axis: place.axis * turned)
            if own.chance(0.03) { Car.lorry(car, length: own.between(5.5, 7), on: canvas, &own) } else { Car(pose: car, length: own.between(3.9, 5.3), width: own.between(1.75, 2.1)).draw(on: canvas, &own) }
        }
        canvas.fill(lines, Surface(.grey(222)), opacity: 0.5)
    }
}
