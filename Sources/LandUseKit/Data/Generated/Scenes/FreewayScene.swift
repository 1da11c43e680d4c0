/// freeway: two carriageways of several lanes, the median between them, verges and traffic.
struct FreewayScene: Scene {
    let words = "a freeway: two carriageways with traffic"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        Motorway.verge(on: canvas, setting, &dice)
        let bend = dice.chance(0.4) ? dice.between(-0.3, 0.3) * canvas.reach : 0, y = dice.between(-0.25, 0.25) * canvas.reach
        let reach = canvas.fullReach
        let line = Path.curve(Point(-reach, y - bend), Point(0, y + bend), Point(reach, y - bend), steps: 24)
        Motorway(line: line, setting, &dice).draw(on: canvas, setting, &dice)
    }
}

/// Two carriageways side by side.
struct Motorway {
    var line: [Point]
    var lanes: Int
    var lane: Float
    var median: Float
    var surface: Surface
    /// Cars every 100 metres of a lane.
    var traffic: Float

    init(line: [Point], _ setting: Setting, _ dice: inout Dice) {
        self.line = line
        lanes = dice.count(2...5)
        lane = dice.between(3.5, 3.9)
        median = dice.pick([1.6, 2.4, 5, 10] as [Float])
        surface = dice.chance(0.6) ? setting.concrete.lit(0.85) : setting.asphalt
        traffic = dice.between(1.5, 9)
    }

    /// Everything from edge to edge, metres.
    var width: Float { 2 * (Float(lanes) * lane + 4.4) + median }

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let carriageway = Float(lanes) * lane
        let isGreen = median > 4 && dice.chance(0.6), edge = dice.vary(Colour(220, 210, 170)), wear = dice.pick([0.7, 0.8, 0.88, 1.12] as [Float])
        let hasBarrier = dice.chance(0.85), isJointed = dice.chance(0.5)
        canvas.stroke(line, width: width, dice.chance(0.5) ? surface.lit(0.86) : setting.asphalt)
        if isGreen { canvas.stroke(line, width: median, setting.grass) }
        for side in [-1, 1] as [Float] {
            let middle = side * (median / 2 + 1.2 + carriageway / 2)
            let path = Path.offset(line, by: middle)
            let road = Road(line: side > 0 ? path.reversed() : path, width: carriageway, surface: surface)
            road.pave(on: canvas)
            if isJointed { road.joints(every: 5, lanes: lanes, lane: lane, on: canvas) }
            road.wear(lanes: lanes, lane: lane, wear, on: canvas)
            road.markings(lanes: lanes, lane: lane, edges: edge, mark: 3, gap: 9, on: canvas, &dice)
            road.traffic(lanes: lanes, lane: lane, density: traffic, isOneWay: true, on: canvas, &dice)
        }
        if hasBarrier, !isGreen {
            canvas.stroke(line.map { $0 + canvas.light.shadow * 0.6 }, width: 0.9, Surface(.grey(40)), opacity: 0.5)
            canvas.stroke(line, width: 0.6, surface.lit(1.15))
        }
    }

    /// What lies beside a motorway: grass and earth, shrubs and trees.
    static func verge(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(dice.chance(0.7) ? setting.grass : setting.soil)
        Wear.ground(setting, amount: 1.4, on: canvas, &dice)
        if dice.chance(0.5) {
            // A road along it.
            let y = (dice.chance(0.5) ? 1 : -1) * dice.between(0.6, 1.1) * canvas.reach, reach = canvas.fullReach
            let road = Road(line: [Point(-reach, y), Point(reach, y)], width: dice.between(6, 12), surface: setting.asphalt)
            road.sidewalks(setting.concrete, on: canvas)
            road.pave(on: canvas)
            road.traffic(lanes: 2, lane: 3.2, density: 2, on: canvas, &dice)
        }
        for _ in 0..<dice.count(0...9) {
            let at = dice.place(within: canvas.fullReach)
            Trees.grove(at, spread: dice.between(3, 14), count: dice.count(3...16), radius: 1.2...4, on: canvas, setting, &dice)
        }
    }
}
