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
        let isGreen = median > 4 && dice.chance(0.6), edge = dice.vary(Colour(220, 210, 170)), wear = dice.pick([0.84, 0.9, 1.08] as [Float])
        let hasBarrier = dice.chance(0.8)
        canvas.stroke(line, width: width, dice.chance(0.5) ? surface.lit(0.86) : setting.asphalt)
        if isGreen { canvas.stroke(line, width: median, setting.grass) }
        for side in [-1, 1] as [Float] {
            let middle = side * (median / 2 + 1.2 + carriageway / 2)
            let path = Path.offset(line, by: middle)
            let road = Road(line: side > 0 ? path.reversed() : path, width: carriageway, surface: surface)
            road.pave(on: canvas)
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
        for _ in 0..<dice.count(1...5) {
            let pose = Pose(dice.place(within: canvas.reach), axis: dice.direction())
            canvas.fill(Path.blob(pose, length: 30, width: 16, roughness: 0.3, &dice), setting.soil, opacity: 0.5)
        }
        let trees = dice.count(0...60)
        Trees.scatter(trees, radius: 1...4.5, within: canvas.fullReach, on: canvas, setting, &dice)
    }
}
