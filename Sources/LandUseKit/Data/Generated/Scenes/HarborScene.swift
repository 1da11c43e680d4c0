/// harbor: jetties with boats moored on both sides.
struct HarborScene: Scene {
    let words = "a harbor: boats moored along jetties"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let waters = [Colour(34, 76, 74), Colour(28, 62, 66), Colour(18, 24, 30), Colour(48, 76, 92), Colour(60, 84, 76)]
        let tone = dice.vary(dice.pick(waters), brightness: 0.2)
        canvas.fill(Surface(tone, dice.vary(tone, brightness: 0.16), grain: dice.between(4, 12)))
        let length = dice.between(8, 16), beam = length * dice.between(0.3, 0.37), fairway = dice.between(7, 24)
        let walk = dice.between(1.6, 3.2), period = 2 * length + walk + fairway + 1.5
        let planks = dice.vary(dice.pick([Colour(196, 190, 176), Colour(170, 156, 136), Colour(150, 130, 108), .grey(206)]))
        let surface = Surface(planks, planks * 0.9, grain: 10)
        let filled = dice.between(0.8, 1), slip = beam * dice.between(1.02, 1.25), reach = canvas.fullReach
        let rows = Int(reach / period) + 1, shift = dice.between(-0.5, 0.5) * period
        let end = dice.chance(0.35) ? dice.between(0.2, 0.9) * canvas.reach : reach
        for row in -rows...rows {
            let y = Float(row) * period + shift
            let jetty = [Point(-reach, y), Point(end, y)]
            canvas.shadow(of: Path.outlines(of: jetty, width: walk), height: 0.8)
            var fingers: [Polygon] = []
            for side in [-1, 1] as [Float] {
                let start = dice.between(0, slip)
                let places = Int(reach / slip) + 1
                for index in -places...places {
                    let x = Float(index) * slip + start
                    if x > end - beam / 2 { break }
                    if index % 2 == 0 { fingers += Path.outlines(of: [Point(x - slip / 2, y), Point(x - slip / 2, y + side * length * 0.8)], width: 0.7) }
                    var own = dice.fork()
                    guard own.chance(filled) else { continue }
                    let size = length * own.between(0.7, 1.04), out = own.chance(0.8) ? side : -side
                    let pose = Pose(Point(x + 0.3 * own.spread(), y + side * (walk / 2 + 0.6 + size / 2)), axis: Point(0, out)).turned(turns: 0.012 * own.spread())
                    Boat(pose: pose, length: size, width: min(beam, size * own.between(0.3, 0.4))).draw(on: canvas, &own)
                }
            }
            canvas.fill(fingers, surface)
            canvas.stroke(jetty, width: walk, surface)
        }
        if dice.chance(0.3) { quay(on: canvas, setting, &dice) }
        for _ in 0..<dice.count(0...1) {
            let pose = Pose(dice.place(within: canvas.reach), axis: Point(dice.chance(0.5) ? 1 : -1, 0))
            canvas.fill([pose(-length * 1.6, -2), pose(0, 0), pose(-length * 1.6, 2)], Surface(.grey(210), grain: 20), opacity: 0.25)
            Boat(pose: pose, length: length * 0.8, width: beam * 0.9).draw(on: canvas, &dice)
        }
    }

    private func quay(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let edge = dice.between(0.5, 0.85) * canvas.reach, reach = canvas.fullReach
        let land = Pose().box(-edge - reach / 2, 0, length: reach, width: 2 * reach)
        canvas.fill(land, dice.chance(0.5) ? setting.concrete : setting.asphalt)
        canvas.stroke([Point(-edge, -reach), Point(-edge, reach)], width: 1.2, setting.concrete.lit(1.1))
        ParkingScene.row(Pose(Point(-edge - 6, 0), axis: Point(0, 1)), length: 2 * reach, slant: 0, filled: 0.5, on: canvas, &dice)
    }
}
