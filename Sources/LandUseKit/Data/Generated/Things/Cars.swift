/// Cars and lorries.
struct Car {
    var pose: Pose
    var length: Float = 4.6
    var width: Float = 1.9

    static func colour(_ dice: inout Dice) -> Colour {
        let colours = [
            Colour.grey(238), .grey(235), .grey(225), .grey(190), .grey(165), .grey(120), .grey(60), .grey(42), .grey(50),
            .grey(245), .grey(36), .grey(90), Colour(142, 52, 48), Colour(52, 66, 104), Colour(84, 100, 136), Colour(150, 134, 104), Colour(64, 82, 72),
        ]
        return dice.vary(dice.pick(colours), brightness: 0.08)
    }

    func draw(on canvas: Canvas, _ dice: inout Dice) {
        let colour = Car.colour(&dice)
        guard canvas.shows(pose.origin, radius: length) else { return }
        let body = pose.box(length: length, width: width)
        canvas.shadow(of: body, height: 1.3)
        canvas.fill(body, Surface(colour * 0.92))
        canvas.fill(pose.box(-0.1 * length, length: 0.62 * length, width: 0.84 * width), Surface(colour * 0.45 + 22))
        canvas.fill(pose.box(-0.14 * length, length: 0.36 * length, width: 0.78 * width), Surface(colour * 1.06))
    }

    /// A lorry: a long box with a cab before it.
    static func lorry(_ pose: Pose, length: Float, on canvas: Canvas, _ dice: inout Dice) {
        let load = dice.vary(dice.pick([Colour.grey(225), .grey(200), Colour(150, 120, 100), Colour(120, 130, 150)]))
        let cab = colour(&dice)
        guard canvas.shows(pose.origin, radius: length) else { return }
        let body = pose.box(length: length, width: 2.6)
        canvas.shadow(of: body, height: 3.5)
        canvas.fill(body, Surface(load, grain: 4))
        canvas.fill(pose.box(length / 2 - 1.1, length: 2.2, width: 2.5), Surface(cab))
        canvas.fill(pose.box(length / 2 - 2.4, length: 0.4, width: 2.6), Surface(.grey(50)))
    }

    /// Traffic on one lane.
    ///
    /// - Parameter density: cars every 100 metres, about
    static func traffic(along lane: [Point], density: Float, on canvas: Canvas, _ dice: inout Dice) {
        var at = dice.between(0, 200 / max(density, 0.5))
        for index in 1..<max(lane.count, 1) {
            let from = lane[index - 1], length = (lane[index] - from).length, axis = (lane[index] - from).normalized
            while at < length {
                let pose = Pose(from + axis * at + axis.perpendicular * (0.4 * dice.spread()), axis: axis)
                var own = dice.fork()
                if own.chance(0.06) {
                    lorry(pose, length: own.between(8, 17), on: canvas, &own)
                } else {
                    Car(pose: pose, length: own.between(4, 5.4)).draw(on: canvas, &own)
                }
                at += 12 + 180 * dice.unit() * dice.unit() * 5 / max(density, 0.5)
            }
            at -= length
        }
    }
}

extension Colour {
    /// The same with a little light from elsewhere.
    static func + (colour: Colour, light: Float) -> Colour { Colour(colour.red + light, colour.green + light, colour.blue + light) }
}
