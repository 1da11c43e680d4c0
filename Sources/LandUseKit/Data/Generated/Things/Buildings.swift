/// Large buildings with flat roofs.
enum Building {
    /// A block of one to three parts of different heights, with what stands on its roofs.
    static func block(_ pose: Pose, length: Float, width: Float, height: Float, on canvas: Canvas, _ dice: inout Dice) {
        let surface = Setting.flatRoof(&dice)
        part(pose, length: length, width: width, height: height, surface, on: canvas, &dice)
        if dice.chance(0.5) {
            let raised = dice.chance(0.6) ? surface.lit(dice.between(0.85, 1.1)) : Setting.flatRoof(&dice)
            let l = length * dice.between(0.3, 0.6), w = width * dice.between(0.3, 0.9)
            let x = (length - l) / 2 * dice.between(-1, 1), y = (width - w) / 2 * dice.between(-1, 1)
            part(pose.moved(x, y), length: l, width: w, height: dice.between(2.5, 6), raised, on: canvas, &dice)
        }
    }

    private static func part(
        _ pose: Pose, length: Float, width: Float, height: Float, _ surface: Surface, on canvas: Canvas, _ dice: inout Dice
    ) {
        let boxes = dice.count(1...5), hasSkylights = dice.chance(0.25)
        var own = dice.fork()
        guard canvas.shows(pose.origin, radius: length + width + height * 2) else { return }
        let outline = pose.box(length: length, width: width)
        canvas.shadow(of: outline, height: height)
        // The parapet catches the light on one side and throws a narrow shadow on the other.
        canvas.fill(outline, surface.lit(1.12))
        let inner = pose.box(length: length - 0.9, width: width - 0.9)
        canvas.fill(inner, surface)
        canvas.darken([hullOfParapet(inner, canvas)], depth: 0.12)
        if own.chance(0.35) {
            let seam = pose(own.between(-0.3, 0.3) * length, 0)
            canvas.stroke([seam + pose.axis.perpendicular * (width / 2), seam - pose.axis.perpendicular * (width / 2)], width: 0.5, surface.lit(0.75))
        }
        if hasSkylights {
            let rows = max(Int(length / 6), 1)
            let panes = (0..<rows).map { pose.box((Float($0) + 0.5) / Float(rows) * length - length / 2, length: 1.6, width: width * 0.6) }
            canvas.fill(panes, surface.lit(own.chance(0.5) ? 0.7 : 1.15))
        }
        for _ in 0..<boxes {
            let l = own.between(0.9, 3.4), w = own.between(0.9, 2.6)
            let box = pose.box((length - 5) / 2 * own.between(-1, 1), (width - 5) / 2 * own.between(-1, 1), length: l, width: w)
            canvas.shadow(of: box, height: own.between(0.8, 2.2))
            canvas.fill(box, Surface(Colour.grey(own.between(120, 240)), grain: 4))
        }
    }

    private static func hullOfParapet(_ inner: Polygon, _ canvas: Canvas) -> Polygon {
        // Half of the roof, the side of the sun, is where the parapet's own shadow falls.
        let step = canvas.light.shadow * 0.8
        let middle = (inner[0] + inner[2]) * 0.5
        return inner.map { ($0 - middle).dot(canvas.light.sun) > 0 ? $0 : $0.mixed(with: middle, 0.97) + step * 0.1 }
    }
}

/// A swimming pool on its terrace.
enum Pool {
    static func draw(_ pose: Pose, length: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let blue = dice.vary(Colour(96, 186, 204), brightness: 0.15)
        let shape = dice.chance(0.5)
            ? Path.blob(pose, length: length, width: length * 0.55, roughness: 0.18, &dice) : pose.box(length: length, width: length * 0.5)
        canvas.fill(pose.box(length: length + 3.5, width: length * 0.55 + 3), setting.concrete)
        canvas.fill(shape, Surface(blue * 0.8))
        canvas.fill(shape.map { pose.origin + ($0 - pose.origin) * 0.86 }, Surface(blue, grain: 6))
    }
}
