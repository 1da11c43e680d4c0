/// buildings: blocks of large flat roofs with long shadows, streets and yards between them.
struct CityScene: Scene {
    let words = "city buildings: large flat roofs, their shadows, and streets"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let ground = dice.chance(0.7) ? setting.asphalt : setting.concrete
        canvas.fill(ground)
        Wear.pavement(ground, amount: 0.5, on: canvas, &dice)
        let street = dice.between(9, 15), block = dice.between(52, 95)
        let shift = dice.place(within: block / 2)
        let count = Int(canvas.fullReach / block) + 1
        for row in -count...count {
            for column in -count...count {
                let middle = Point(Float(column) * block + shift.x, Float(row) * block + shift.y)
                var own = dice.fork()
                lots(Pose(middle), side: block - street, on: canvas, setting, &own)
            }
        }
        for index in -count...count {
            let x = (Float(index) + 0.5) * block, reach = canvas.fullReach
            for line in [[Point(x + shift.x, -reach), Point(x + shift.x, reach)], [Point(-reach, x + shift.y), Point(reach, x + shift.y)]] {
                let road = Road(line: line, width: street - 4, surface: setting.asphalt)
                road.markings(lanes: 2, lane: 3.4, edges: nil, on: canvas, &dice)
                road.parking(part: 0.6, on: canvas, &dice)
                Car.traffic(along: Path.offset(line, by: 1.8), density: 3, on: canvas, &dice)
            }
        }
    }

    /// Cuts a block into lots, and builds on most.
    private func lots(_ pose: Pose, side: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(pose.box(length: side + 3.5, width: side + 3.5), setting.concrete.lit(0.9))
        canvas.fill(pose.box(length: side - 1, width: side - 1), dice.pick([setting.asphalt, setting.concrete, setting.asphalt, setting.soil]))
        let columns = dice.count(1...4), rows = dice.count(1...3)
        let width = side / Float(columns), depth = side / Float(rows)
        for column in 0..<columns {
            for row in 0..<rows {
                let lot = pose.moved((Float(column) + 0.5) * width - side / 2, (Float(row) + 0.5) * depth - side / 2)
                if dice.chance(0.16) { yard(lot, width, depth, on: canvas, setting, &dice); continue }
                let height = dice.chance(0.25) ? dice.between(12, 26) : dice.between(4.5, 12)
                let length = width * dice.between(0.68, 0.96), breadth = depth * dice.between(0.62, 0.94)
                let at = lot.moved((width - length) / 2 * dice.between(-1, 1), (depth - breadth) / 2 * dice.between(-1, 1))
                Building.block(at, length: length, width: breadth, height: height, on: canvas, &dice)
                if dice.chance(0.35) { wing(at, length, breadth, height, on: canvas, &dice) }
            }
        }
        Wear.litter(dice.count(4...22), around: pose, length: side, width: side, on: canvas, &dice)
        for _ in 0..<dice.count(2...16) {
            let edge = dice.between(-0.5, 0.5) * side, far = (dice.chance(0.5) ? 0.5 : -0.5) * side
            Tree(at: dice.chance(0.5) ? pose(edge, far) : pose(far, edge), radius: dice.between(1.2, 3)).draw(on: canvas, setting, &dice)
        }
    }

    /// A higher or lower part that makes the plan an L or a T.
    private func wing(_ pose: Pose, _ length: Float, _ width: Float, _ height: Float, on canvas: Canvas, _ dice: inout Dice) {
        let side: Float = dice.chance(0.5) ? 1 : -1
        Building.block(pose.moved(side * length * 0.3, 0), length: length * 0.36, width: width * 1.04, height: height * dice.between(0.8, 1.5), on: canvas, &dice)
    }

    private func yard(_ lot: Pose, _ width: Float, _ depth: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        if dice.chance(0.6) {
            canvas.fill(lot.box(length: width * 0.95, width: depth * 0.95), setting.asphalt)
            let rows = max(Int(depth / 9), 1)
            for row in 0..<rows {
                ParkingScene.row(lot.moved(0, (Float(row) + 0.5) / Float(rows) * depth - depth / 2), length: width * 0.9, slant: 0, filled: 0.6, on: canvas, &dice)
            }
        } else {
            canvas.fill(lot.box(length: width * 0.95, width: depth * 0.95), setting.grass)
            Trees.grove(lot.origin, spread: min(width, depth) * 0.4, count: dice.count(2...8), radius: 1.5...3.5, on: canvas, setting, &dice)
        }
    }
}
