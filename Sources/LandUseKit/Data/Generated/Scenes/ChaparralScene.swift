/// chaparral: dots of shrubs on bare ground.
struct ChaparralScene: Scene {
    let words = "chaparral: shrubs dotted over dry ground"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let soils = [Colour(178, 142, 114), Colour(190, 158, 128), Colour(168, 164, 118), Colour(186, 178, 140), Colour(150, 130, 108), Colour(200, 192, 160)]
        let tone = dice.vary(dice.pick(soils))
        canvas.fill(Surface(tone * 0.86, dice.vary(tone, tint: 0.05) * 1.05, grain: dice.between(16, 44)))
        let reach = canvas.reach
        for _ in 0..<dice.count(0...2) {
            let pose = Pose(dice.place(within: reach * 0.8), axis: dice.direction())
            let line = Path.wandering(pose, from: -2 * reach, to: 2 * reach, sway: 4, wave: 60, &dice)
            canvas.stroke(line, width: dice.between(0.8, 2.6), Surface(tone * 1.12), opacity: dice.between(0.3, 0.7))
        }
        let shrub = dice.vary(dice.pick([Colour(88, 68, 50), Colour(58, 60, 40), Colour(74, 72, 52), Colour(46, 48, 36), Colour(98, 82, 60)]))
        let count = dice.count(500...1700), large = dice.between(0.6, 1.7), clumps = dice.between(0, 0.8)
        var groups: [Point] = []
        for _ in 0..<14 { groups.append(dice.place(within: canvas.fullReach)) }
        for _ in 0..<count {
            var at = dice.place(within: canvas.fullReach)
            if dice.chance(clumps * 0.5) { at = dice.pick(groups) + dice.direction() * (dice.unit() * 22) }
            let size = large * (0.35 + 1.5 * dice.unit() * dice.unit() * dice.unit()) + 0.2
            var own = dice.fork()
            draw(at, size, shrub, on: canvas, &own)
        }
        if dice.chance(0.25) { Trees.scatter(dice.count(1...6), radius: 1.5...3, within: reach, on: canvas, setting, &dice) }
    }

    private func draw(_ at: Point, _ radius: Float, _ colour: Colour, on canvas: Canvas, _ dice: inout Dice) {
        guard canvas.shows(at, radius: 3 * radius) else { return }
        let own = Surface(dice.vary(colour, brightness: 0.2), grain: 16)
        canvas.shadow(ofDisc: at, radius: radius, height: radius * 0.6)
        canvas.disc(at, radius: radius, own, relief: 0.2)
        if radius > 0.9 {
            for _ in 0..<3 {
                canvas.disc(at + dice.direction() * (radius * dice.between(0.4, 0.9)), radius: radius * dice.between(0.4, 0.7), own.lit(dice.between(0.85, 1.15)), relief: 0.2)
            }
        }
    }
}
