/// intersection: two streets that cross, with crossings for walkers, stop lines, cars, and what stands at the corners.
struct IntersectionScene: Scene {
    let words = "an intersection: two streets that cross"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(dice.chance(0.6) ? setting.grass : setting.concrete.lit(0.85))
        let centre = dice.place(within: canvas.reach * 0.25), reach = 2 * canvas.fullReach
        let isThreeWay = dice.chance(0.15), turn = 0.25 + (dice.chance(0.35) ? dice.between(-0.07, 0.07) : 0)
        let surface = dice.chance(0.2) ? setting.concrete.lit(0.9) : setting.asphalt
        let streets = [street(Pose(centre), reach, isWhole: true, surface, &dice), street(Pose(centre).turned(turns: turn), reach, isWhole: !isThreeWay, surface, &dice)]
        corners(Pose(centre), [streets[0].road.width, streets[1].road.width], turn, on: canvas, setting, &dice)
        for street in streets { street.road.sidewalks(setting.concrete, on: canvas) }
        for street in streets { street.road.pave(on: canvas) }
        Wear.pavement(surface, amount: 0.6, on: canvas, &dice)
        canvas.disc(centre, radius: max(streets[0].road.width, streets[1].road.width) * 0.62, surface)
        let hasZebra = dice.chance(0.7), isStriped = dice.chance(0.3), paint = Surface(dice.pick([.grey(226), .grey(200), Colour(210, 190, 130)]))
        for (index, street) in streets.enumerated() {
            let across = streets[1 - index].road.width / 2 + 1.5
            for way in [-1, 1] as [Float] {
                let arm = Pose(centre, axis: street.pose.axis * way)
                if isThreeWay && index == 1 && way < 0 { continue }
                if hasZebra { zebra(arm.moved(across + 2, 0), street.road.width, isStriped, paint, on: canvas) }
                markings(arm, from: across + 5, street.lanes, street.road, paint, on: canvas, &dice)
                waiting(arm, from: across + 7, street.lanes, on: canvas, &dice)
            }
        }
        for _ in 0..<dice.count(0...3) {
            let along = dice.pick(streets).pose
            Car(pose: along.moved(dice.between(-8, 8), dice.chance(0.5) ? 2 : -2)).draw(on: canvas, &dice)
        }
    }

    private struct Street { var pose: Pose; var road: Road; var lanes: Int }

    private func street(_ pose: Pose, _ reach: Float, isWhole: Bool, _ surface: Surface, _ dice: inout Dice) -> Street {
        let lanes = dice.pick([2, 2, 4, 4, 6]), width = Float(lanes) * 3.4 + dice.between(1, 5)
        return Street(pose: pose, road: Road(line: [pose(isWhole ? -reach : 0, 0), pose(reach, 0)], width: width, surface: surface), lanes: lanes)
    }

    private func zebra(_ pose: Pose, _ width: Float, _ isStriped: Bool, _ paint: Surface, on canvas: Canvas) {
        if isStriped {
            let count = Int(width / 1.2)
            canvas.fill((0..<count).map { pose.box(0, (Float($0) + 0.5) * 1.2 - width / 2, length: 3, width: 0.6) }, paint, opacity: 0.85)
        } else {
            canvas.fill([pose.box(-1.4, 0, length: 0.35, width: width), pose.box(1.4, 0, length: 0.35, width: width)], paint, opacity: 0.8)
        }
    }

    private func markings(_ arm: Pose, from start: Float, _ lanes: Int, _ road: Road, _ paint: Surface, on canvas: Canvas, _ dice: inout Dice) {
        let reach = 2 * canvas.fullReach, half = Float(lanes) * 1.7
        canvas.fill(arm.box(start - 0.5, -half / 2, length: 0.5, width: half), paint, opacity: 0.8)
        let yellow = Surface(dice.vary(Colour(200, 170, 84)))
        canvas.stroke([arm(start, 0), arm(reach, 0)], width: 0.4, dice.chance(0.6) ? yellow : paint, opacity: 0.8)
        for lane in 1..<max(lanes / 2, 1) {
            for side in [-1, 1] as [Float] {
                canvas.dashes([arm(start, side * Float(lane) * 3.4), arm(reach, side * Float(lane) * 3.4)], width: 0.25, mark: 3, gap: 6, paint, opacity: 0.75)
            }
        }
    }

    /// Cars that wait, and others that come and go.
    private func waiting(_ arm: Pose, from start: Float, _ lanes: Int, on canvas: Canvas, _ dice: inout Dice) {
        for lane in 0..<lanes / 2 {
            var x = start + dice.between(0, 3)
            for _ in 0..<dice.count(0...4) {
                let pose = arm.moved(x + 2, -(Float(lane) + 0.5) * 3.4, axis: Point(-1, 0))
                Car(pose: pose).draw(on: canvas, &dice)
                x += dice.between(6, 9)
            }
            let lane = [arm(start, (Float(lane) + 0.5) * 3.4), arm(2 * canvas.fullReach, (Float(lane) + 0.5) * 3.4)]
            Car.traffic(along: lane, density: 2.5, on: canvas, &dice)
        }
    }

    private func corners(_ pose: Pose, _ widths: [Float], _ turn: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let other = pose.turned(turns: turn)
        for (x, y) in [(1, 1), (1, -1), (-1, 1), (-1, -1)] as [(Float, Float)] {
            let kind = dice.pick([0, 0, 1, 1, 1, 2, 3])
            let out = pose.axis * (x * (widths[1] / 2 + 3)) + other.axis * (y * (widths[0] / 2 + 3))
            let lot = Pose(pose.origin + out, axis: pose.axis)
            let sideways = other.axis
            func at(_ far: Float, _ up: Float) -> Point { lot.origin + lot.axis * (x * far) + sideways * (y * up) }
            canvas.fill([at(0, 0), at(60, 0), at(60, 60), at(0, 60)], dice.pick([setting.grass, setting.concrete.lit(0.9), setting.asphalt, setting.soil]))
            Wear.litter(dice.count(5...30), around: Pose(at(20, 20), axis: lot.axis), length: 36, width: 36, on: canvas, &dice)
            switch kind {
            case 0:
                let side = dice.between(16, 28)
                Building.block(Pose(at(side / 2 + 3, side / 2 + 3), axis: lot.axis), length: side, width: side * dice.between(0.7, 1), height: dice.between(4, 10), on: canvas, &dice)
                Building.block(Pose(at(side + 20, side / 2 + 3), axis: lot.axis), length: 22, width: 18, height: 5, on: canvas, &dice)
            case 1:
                for column in 0..<3 {
                    for row in 0..<2 {
                        var own = dice.fork()
                        House.dwelling(Pose(at(Float(column) * 15 + 9, Float(row) * 22 + 11), axis: lot.axis), length: own.between(10, 14), width: own.between(8, 12), on: canvas, roof: Setting.roof(&own), &own)
                        Tree(at: at(Float(column) * 15 + 2, Float(row) * 22 + 4), radius: own.between(1.5, 4)).draw(on: canvas, setting, &own)
                        Tree(at: at(Float(column) * 15 + own.between(0, 15), Float(row) * 22 + own.between(16, 22)), radius: own.between(1.5, 4)).draw(on: canvas, setting, &own)
                    }
                }
            case 2:
                canvas.fill([at(1, 1), at(50, 1), at(50, 50), at(1, 50)], setting.asphalt)
                for row in 0..<3 { ParkingScene.row(Pose(at(22, Float(row) * 13 + 7), axis: lot.axis), length: 36, slant: 0, filled: dice.between(0.2, 0.8), on: canvas, &dice) }
            default:
                for _ in 0..<dice.count(2...10) { Tree(at: at(dice.between(3, 40), dice.between(3, 40)), radius: dice.between(1.5, 4.5)).draw(on: canvas, setting, &dice) }
            }
        }
    }
}
