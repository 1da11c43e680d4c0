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
        let boxes = dice.count(2...12), hasSkylights = dice.chance(0.25)
        var own = dice.fork()
        guard canvas.shows(pose.origin, radius: length + width + height * 2) else { return }
        let outline = pose.box(length: length, width: width)
        canvas.shadow(of: outline, height: height)
        // The parapet catches the light on one side and throws a narrow shadow on the other.
        canvas.fill(outline, surface.lit(1.12))
        canvas.fill(pose.box(length: length - 0.9, width: width - 0.9), surface.lit(0.55))
        canvas.fill(sunlit(pose, length - 0.9, width - 0.9, canvas.light), surface)
        stains(pose, length, width, surface, on: canvas, &own)
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

    /// A roof without the strip where its parapet's own shadow falls.
    private static func sunlit(_ pose: Pose, _ length: Float, _ width: Float, _ light: Light) -> Polygon {
        let shadow = light.shadow * 0.8, x = shadow.dot(pose.axis), y = shadow.dot(pose.axis.perpendicular)
        return pose.box(x / 2, y / 2, length: max(length - abs(x), 0.1), width: max(width - abs(y), 0.1))
    }

    /// Patches of newer roofing, puddles that dried, dirt.
    private static func stains(_ pose: Pose, _ length: Float, _ width: Float, _ surface: Surface, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<dice.count(1...6) {
            let l = length * dice.between(0.08, 0.4), w = width * dice.between(0.06, 0.35)
            let place = pose.box((length - l - 1) / 2 * dice.between(-1, 1), (width - w - 1) / 2 * dice.between(-1, 1), length: l, width: w)
            canvas.fill(place, surface.lit(dice.between(0.75, 1.18)), opacity: dice.between(0.2, 0.8))
        }
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
