/// overpass: a road on a bridge across a motorway, and its shadow on it.
struct OverpassScene: Scene {
    let words = "an overpass: a bridge across a motorway"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        Motorway.verge(on: canvas, setting, &dice)
        let reach = canvas.fullReach, y = dice.between(-0.2, 0.2) * canvas.reach
        var below = Motorway(line: [Point(-reach, y), Point(reach, y)], setting, &dice)
        if dice.chance(0.3) { below.surface = setting.asphalt }
        below.draw(on: canvas, setting, &dice)
        let crossings = dice.chance(0.2) ? 2 : 1
        for _ in 0..<crossings { bridge(over: y, on: canvas, setting, &dice) }
    }

    private func bridge(over y: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        let pose = Pose(Point(dice.between(-0.35, 0.35) * canvas.reach, y)).turned(turns: 0.25 + dice.between(-0.09, 0.09))
        let lanes = dice.count(2...5), width = Float(lanes) * 3.5 + dice.between(1.5, 4), bend = dice.chance(0.4) ? dice.between(-14, 14) : 0
        let line = Path.curve(pose(-1.5 * reach, bend), pose(0, -bend), pose(1.5 * reach, bend), steps: 20)
        let surface = dice.chance(0.6) ? setting.concrete.lit(dice.between(0.8, 1)) : setting.asphalt
        // Its deck is 6 to 9 metres above the road; the banks at its ends rise to it.
        let drop = canvas.light.shadow * dice.between(5, 9)
        for part in [0.25, 0.5, 0.75, 1] as [Float] {
            canvas.darken(Path.outlines(of: line.map { $0 + drop * part }, width: width + 1), depth: max(canvas.light.depth, 0.55))
        }
        let road = Road(line: line, width: width, surface: surface)
        canvas.stroke(line, width: width + 1.2, setting.concrete.lit(1.08))
        canvas.stroke(line, width: width + 0.3, Surface(surface.colour * 0.62))
        road.pave(on: canvas)
        if dice.chance(0.4) { road.joints(every: dice.between(5, 12), lanes: lanes, lane: 3.5, on: canvas) }
        road.wear(lanes: lanes, lane: 3.5, dice.between(0.75, 0.92), on: canvas)
        road.markings(lanes: lanes, lane: 3.5, edges: dice.chance(0.6) ? .grey(220) : nil, on: canvas, &dice)
        road.traffic(lanes: lanes, lane: 3.5, density: dice.between(0.8, 4), on: canvas, &dice)
        if dice.chance(0.4) {
            // Joints of the deck.
            for side in [-1, 1] as [Float] {
                canvas.stroke([pose(side * 16, -width / 2), pose(side * 16, width / 2)], width: 0.4, Surface(.grey(60)), opacity: 0.7)
            }
        }
    }
}
