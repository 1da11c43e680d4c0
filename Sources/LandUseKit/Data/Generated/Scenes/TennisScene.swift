/// tenniscourt: courts with their lines and nets, in a park or between houses.
struct TennisScene: Scene {
    let words = "tennis courts: their lines on coloured ground"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(setting.grass)
        let reach = canvas.reach
        Wear.ground(setting, on: canvas, &dice)
        surroundings(on: canvas, setting, &dice)
        let colours = [Colour(74, 116, 96), Colour(92, 140, 116), Colour(64, 92, 124), Colour(172, 100, 88), Colour(120, 124, 118), Colour(86, 130, 84), Colour(150, 124, 110)]
        let inner = dice.vary(dice.pick(colours)), outer = dice.chance(0.35) ? inner : dice.vary(dice.pick(colours + [Colour(176, 86, 80), Colour(186, 110, 104)]))
        let columns = dice.pick([1, 1, 2, 2, 3, 4]), rows = dice.chance(0.25) ? 2 : 1
        let pitch = dice.between(14.5, 18), length: Float = 36
        let pose = Pose(dice.place(within: reach * (columns > 2 ? 0.25 : 0.45)))
        for row in 0..<rows {
            let ground = pose.moved(0, (Float(row) - Float(rows - 1) / 2) * (length + dice.between(1, 5)))
            let width = Float(columns) * pitch + 3
            canvas.fill(ground.box(length: width, width: length), Surface(outer, outer * 0.9, grain: 10))
            for column in 0..<columns {
                let court = ground.moved((Float(column) - Float(columns - 1) / 2) * pitch, 0, axis: Point(0, 1))
                TennisScene.court(court, Surface(inner, inner * 0.92, grain: 10), on: canvas, &dice)
            }
            let corners = ground.box(length: width, width: length)
            // The fence, and the shadow of its net.
            canvas.stroke((corners + [corners[0]]).map { $0 + canvas.light.shadow * 1.5 }, width: 2.2, Surface(.grey(40)), opacity: 0.2)
            canvas.stroke(corners + [corners[0]], width: 0.35, Surface(.grey(50)), opacity: 0.8)
        }
        Trees.scatter(dice.count(25...130), radius: 1.8...4.5, within: canvas.fullReach, on: canvas, setting, &dice) { at in
            let step = at - pose.origin
            return abs(step.x) > Float(columns) * pitch / 2 + 4 || abs(step.y) > Float(rows) * length / 2 + 3
        }
    }

    /// One court, 23.77 by 10.97 metres between its lines, along x.
    private static func court(_ pose: Pose, _ surface: Surface, on canvas: Canvas, _ dice: inout Dice) {
        canvas.fill(pose.box(length: 23.77, width: 10.97), surface)
        let paint = Surface(dice.vary(.grey(232), brightness: 0.05))
        let long: Float = 11.885, wide: Float = 5.485, single: Float = 4.115, service: Float = 6.4
        var lines: [(Point, Point)] = [(Point(-service, 0), Point(service, 0))]
        for side in [-1, 1] as [Float] {
            lines.append((Point(-long, side * wide), Point(long, side * wide)))
            lines.append((Point(-long, side * single), Point(long, side * single)))
            lines.append((Point(side * long, -wide), Point(side * long, wide)))
            lines.append((Point(side * service, -single), Point(side * service, single)))
        }
        // The lines are 5 cm wide; the sensor's and the file's sharpening make them look like 25.
        canvas.fill(lines.flatMap { Path.outlines(of: [pose($0.0), pose($0.1)], width: 0.28) }, paint, opacity: dice.between(0.65, 0.95))
        let net = [pose(0, -wide - 0.9), pose(0, wide + 0.9)]
        canvas.stroke(net.map { $0 + canvas.light.shadow * 0.9 }, width: 0.5, Surface(.grey(30)), opacity: 0.5)
        canvas.stroke(net, width: 0.25, Surface(.grey(60)))
    }

    private func surroundings(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        if dice.chance(0.5) {
            let y = (dice.chance(0.5) ? 1 : -1) * dice.between(0.65, 1) * canvas.reach
            let road = Road(line: [Point(-reach, y), Point(reach, y)], width: dice.between(5, 10), surface: setting.asphalt)
            road.sidewalks(setting.concrete, on: canvas)
            road.pave(on: canvas)
            road.parking(part: 0.3, on: canvas, &dice)
        }
        for _ in 0..<dice.count(1...6) {
            let at = dice.direction() * (canvas.reach * dice.between(0.75, 1.2))
            if dice.chance(0.5) {
                Building.block(Pose(at), length: dice.between(14, 30), width: dice.between(10, 18), height: dice.between(4, 9), on: canvas, &dice)
            } else {
                House.dwelling(Pose(at), length: dice.between(11, 16), width: dice.between(9, 12), on: canvas, roof: Setting.roof(&dice), &dice)
            }
        }
        if dice.chance(0.25) {
            Pool.draw(Pose(dice.direction() * (canvas.reach * 0.9), axis: dice.direction()), length: 9, on: canvas, setting, &dice)
        }
    }
}
