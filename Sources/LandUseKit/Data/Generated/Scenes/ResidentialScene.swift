/// denseresidential and mediumresidential: houses along streets, closer together or further apart.
struct ResidentialScene: Scene {
    enum Density { case dense, medium }
    let density: Density

    var words: String {
        density == .dense ? "a dense residential area: houses side by side" : "a residential area: houses with gardens along a street"
    }

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let isDense = density == .dense, reach = canvas.fullReach
        canvas.fill(isDense && dice.chance(0.6) ? (dice.chance(0.5) ? setting.soil : setting.concrete.lit(0.85)) : setting.grass)
        Wear.ground(setting, amount: 0.7, on: canvas, &dice)
        let lot = isDense ? dice.between(8.5, 13) : dice.between(14, 20)
        let depth = isDense ? dice.between(14, 21) : dice.between(25, 34)
        let street = dice.between(6.5, 10), period = 2 * depth + street, shift = dice.between(-0.5, 0.5) * period
        // Built as one, the houses of a street look alike.
        let isEstate = dice.chance(isDense ? 0.6 : 0.35)
        let roof = Setting.roof(&dice)
        let rows = Int(reach / period) + 1
        for row in -rows...rows {
            let y = Float(row) * period + shift
            let road = Road(line: [Point(-reach, y), Point(reach, y)], width: street, surface: setting.asphalt)
            road.sidewalks(setting.concrete, on: canvas, verge: isDense ? nil : setting.grass)
            road.pave(on: canvas)
            road.parking(part: isDense ? 0.35 : 0.14, on: canvas, &dice)
            let lots = Int(reach / lot) + 1, along = dice.between(0, lot)
            for side in [-1, 1] as [Float] {
                for index in -lots...lots {
                    var own = dice.fork()
                    let front = Pose(Point(Float(index) * lot + along, y + side * street / 2), axis: Point(side, 0))
                    build(front, lot: lot, depth: depth, roof: isEstate ? roof.lit(own.between(0.94, 1.06)) : Setting.roof(&own), on: canvas, setting, &own)
                }
            }
        }
        if dice.chance(0.25) {
            let x = dice.between(-0.7, 0.7) * canvas.reach
            let cross = Road(line: [Point(x, -reach), Point(x, reach)], width: street, surface: setting.asphalt)
            cross.sidewalks(setting.concrete, on: canvas)
            cross.pave(on: canvas)
        }
    }

    /// A lot from the street to its end, along y.
    private func build(_ front: Pose, lot: Float, depth: Float, roof: Surface, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        guard canvas.shows(front(0, depth / 2), radius: lot + depth) else { return }
        let isDense = density == .dense
        if dice.chance(0.3) {
            canvas.fill(front.box(0, depth / 2 + 3, length: lot, width: depth - 6), dice.pick([setting.soil, setting.grass.lit(0.9), setting.concrete]), opacity: 0.8)
        }
        let setback = isDense ? dice.between(2, 4) : dice.between(6, 9)
        let width = isDense ? min(depth - setback - 3, dice.between(10, 14)) : dice.between(9, 13)
        let length = isDense ? lot * dice.between(0.8, 0.97) : lot * dice.between(0.6, 0.82)
        // The drive, with or without a car.
        let drive = front.moved(lot * (dice.chance(0.5) ? 0.3 : -0.3), (setback + 1) / 2, axis: Point(0, 1))
        canvas.fill(drive.box(length: setback + 3, width: isDense ? 2.8 : dice.between(3, 5.6)), setting.concrete)
        if dice.chance(0.45), setback > 4 { Car(pose: drive).draw(on: canvas, &dice) }
        if dice.chance(isDense ? 0.04 : 0.12) {
            Pool.draw(front.moved(lot * 0.15 * dice.spread(), depth - 6.5), length: dice.between(6, 9), on: canvas, setting, &dice)
        }
        Wear.litter(dice.count(1...6), around: front.moved(0, depth * 0.7), length: lot, width: depth * 0.5, on: canvas, &dice)
        let behind = isDense ? dice.count(0...2) : dice.count(2...5)
        House.dwelling(front.moved(0, setback + width / 2 + 1), length: length, width: width, on: canvas, roof: roof, &dice)
        for _ in 0..<behind {
            let at = front(lot * dice.between(-0.5, 0.5), dice.between(setback + width + 3, depth))
            Tree(at: at, radius: isDense ? dice.between(1, 2.8) : dice.between(2, 5)).draw(on: canvas, setting, &dice)
        }
        if dice.chance(isDense ? 0.3 : 0.7) {
            Tree(at: front(lot * dice.between(-0.5, 0.5), dice.between(0, setback)), radius: isDense ? dice.between(0.9, 2) : dice.between(1.8, 4.6)).draw(on: canvas, setting, &dice)
        }
    }
}
