/// Trees and shrubs: a shadow, and lumps of leaves that the sun lights from one side.
struct Tree {
    var at: Point
    /// Metres.
    var radius: Float

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        draw(on: canvas, foliage: setting.foliage, isBare: setting.isWinter && dice.chance(0.75), &dice)
    }

    func draw(on canvas: Canvas, foliage: Colour, isBare: Bool = false, height: Float = 0.9, _ dice: inout Dice) {
        let colour = dice.vary(foliage, brightness: 0.22, tint: 0.08)
        var lumps = dice.fork()
        guard canvas.shows(at, radius: radius * 3) else { return }
        let cast = canvas.light.shadow * (radius * height)
        let strength = isBare ? canvas.light.depth * 0.35 : canvas.light.depth
        canvas.darkenDisc(at + cast, radius: radius * 0.95, depth: strength)
        canvas.darkenDisc(at + cast * 0.5, radius: radius * 0.95, depth: strength)
        if isBare {
            canvas.disc(at, radius: radius, Surface(colour, colour * 0.75, grain: 70), relief: 0.1, opacity: 0.5)
        } else {
            canvas.disc(at, radius: radius * 0.8, Surface(colour * 0.62, grain: 26), relief: 0.25)
        }
        let count = min(Int(radius * 4) + 3, 15)
        for _ in 0..<count {
            let step = lumps.direction() * (radius * 0.9 * lumps.unit().squareRoot())
            let size = radius * lumps.between(0.14, 0.4)
            // Lumps on the side of the sun, and those on top, get more of it.
            let lightness = 1 + 0.34 * step.dot(canvas.light.sun) / radius + lumps.between(-0.22, 0.3)
            canvas.disc(
                at + step, radius: size, Surface(colour * lightness, grain: isBare ? 60 : 28), relief: 0.25, opacity: isBare ? 0.35 : 0.85)
        }
    }
}

/// Many trees at once.
enum Trees {
    /// Trees that stand at random within a shape, not closer to each other than they are wide.
    static func scatter(
        _ count: Int, radius: ClosedRange<Float>, within reach: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice,
        where isFree: (Point) -> Bool = { _ in true }
    ) {
        for _ in 0..<count {
            let tree = Tree(at: dice.place(within: reach), radius: dice.between(radius.lowerBound, radius.upperBound))
            var own = dice.fork()
            if isFree(tree.at) { tree.draw(on: canvas, setting, &own) }
        }
    }

    /// Woods: crowns side by side along a blob.
    static func grove(_ centre: Point, spread: Float, count: Int, radius: ClosedRange<Float>, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        for _ in 0..<count {
            let at = centre + dice.direction() * (spread * dice.unit().squareRoot())
            var own = dice.fork()
            Tree(at: at, radius: own.between(radius.lowerBound, radius.upperBound)).draw(on: canvas, setting, &own)
        }
    }

    /// A row, as along a street or the edge of a field.
    static func row(_ from: Point, _ to: Point, spacing: Float, radius: ClosedRange<Float>, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let length = (to - from).length, axis = (to - from).normalized
        var at: Float = 0
        while at < length {
            var own = dice.fork()
            let place = from + axis * at + Point(own.spread(), own.spread())
            Tree(at: place, radius: own.between(radius.lowerBound, radius.upperBound)).draw(on: canvas, setting, &own)
            at += spacing * dice.between(0.7, 1.5)
        }
    }
}
