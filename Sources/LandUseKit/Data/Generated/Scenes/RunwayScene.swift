/// runway: a wide strip with its markings, rubber where wheels touch down, and the grass beside it.
struct RunwayScene: Scene {
    let words = "a runway: its edge lines and markings"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        let green = Surface(dice.vary(Colour(46, 112, 72)), grain: 10)
        canvas.fill(dice.chance(0.35) ? green : dice.chance(0.7) ? setting.grass : setting.soil)
        let dark = dice.vary(Colour.grey(dice.between(74, 160)), tint: 0.05)
        let surface = dice.chance(0.75) ? Surface(dark, dark * 0.84, grain: 20) : setting.concrete
        let width = dice.between(36, 60), shoulder = dice.between(2, 14), y = dice.between(-0.45, 0.45) * canvas.reach
        let line = [Point(-reach, y), Point(reach, y)]
        canvas.stroke(line, width: width + 2 * shoulder, dice.chance(0.5) ? surface.lit(0.8) : setting.asphalt)
        if dice.chance(0.4) { chevrons(beyond: width / 2, y, shoulder, on: canvas, &dice) }
        canvas.stroke(line, width: width, surface)
        Wear.pavement(surface, amount: 0.8, on: canvas, &dice)
        patches(y, width, surface, on: canvas, &dice)
        rubber(y, width, on: canvas, &dice)
        let paint = Surface(dice.vary(.grey(226), brightness: 0.06), grain: 8), wear = dice.between(0.6, 0.95)
        for side in [-1, 1] as [Float] {
            canvas.stroke([Point(-reach, y + side * (width / 2 - 1)), Point(reach, y + side * (width / 2 - 1))], width: 0.9, paint, opacity: wear)
        }
        let middle = Pose(Point(dice.between(-1, 1) * canvas.reach * 0.6, y))
        var start = -reach
        switch dice.count(0...4) {
        case 0:
            threshold(middle, width, paint, wear, on: canvas)
            if dice.chance(0.7) { RunwayScene.digits(dice.count(1...36), middle.moved(24, 0), paint, wear, on: canvas) }
            start = middle.origin.x + 40
        case 1:
            canvas.fill([-1, 1].map { middle.box(0, Float($0) * width * 0.2, length: 22, width: 6) }, paint, opacity: wear)
        case 2:
            let bars = [-1, 1].flatMap { side in (0..<dice.count(2...3)).map { middle.box(0, Float(side) * (width * 0.16 + Float($0) * 2.6), length: 14, width: 1.5) } }
            canvas.fill(bars, paint, opacity: wear)
        default: break
        }
        canvas.dashes([Point(start, y), Point(reach, y)], width: 0.9, mark: 18, gap: 14, phase: dice.between(0, 32), paint, opacity: wear)
        exits(y, width, on: canvas, &dice)
    }

    private func threshold(_ pose: Pose, _ width: Float, _ paint: Surface, _ wear: Float, on canvas: Canvas) {
        let bars = Int(width / 3.6)
        canvas.fill((0..<bars).map { pose.box(0, (Float($0) + 0.5) / Float(bars) * (width - 4) - (width - 4) / 2, length: 26, width: 1.8) }, paint, opacity: wear)
        canvas.fill(pose.box(-18, 0, length: 1.2, width: width), paint, opacity: wear)
    }

    private func patches(_ y: Float, _ width: Float, _ surface: Surface, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<dice.count(0...8) {
            let box = Pose(Point(dice.between(-1, 1) * canvas.reach, y + dice.between(-0.45, 0.45) * width)).box(length: dice.between(2, 18), width: dice.between(1.5, 5))
            canvas.fill(box, surface.lit(dice.between(0.8, 1.25)), opacity: 0.6)
        }
        let seams = dice.count(0...4), reach = canvas.fullReach
        for seam in 0..<seams {
            let at = y + (Float(seam) + 0.5) / Float(max(seams, 1)) * width - width / 2
            canvas.stroke([Point(-reach, at), Point(reach, at)], width: 0.25, surface.lit(0.75), opacity: 0.5)
        }
    }

    private func rubber(_ y: Float, _ width: Float, on canvas: Canvas, _ dice: inout Dice) {
        let dark = Surface(.grey(30)), reach = canvas.fullReach, strength = dice.between(0.04, 0.28)
        for step in 1...4 {
            canvas.stroke([Point(-reach, y), Point(reach, y)], width: width * 0.13 * Float(step), dark, opacity: strength)
        }
        for _ in 0..<dice.count(0...10) {
            let from = Point(dice.between(-1, 1) * canvas.reach, y + dice.spread() * width * 0.2)
            canvas.stroke([from, from + Point(dice.between(10, 40), dice.spread())], width: 0.5, dark, opacity: 0.25)
        }
    }

    /// Yellow lines across the shoulder: not to be driven on.
    private func chevrons(beyond half: Float, _ y: Float, _ shoulder: Float, on canvas: Canvas, _ dice: inout Dice) {
        let spacing = dice.between(8, 16), paint = Surface(Colour(196, 172, 96)), count = Int(canvas.fullReach / spacing) + 1
        for side in [-1, 1] as [Float] {
            for index in -count...count {
                let from = Point(Float(index) * spacing, y + side * half)
                canvas.stroke([from, from + Point(shoulder * 0.8, side * (shoulder + 4))], width: 0.5, paint, opacity: 0.85)
            }
        }
    }

    private func exits(_ y: Float, _ width: Float, on canvas: Canvas, _ dice: inout Dice) {
        let yellow = Surface(dice.vary(Colour(196, 168, 84)))
        for _ in 0..<dice.count(0...2) {
            let x = dice.between(-1, 1) * canvas.reach, side: Float = dice.chance(0.5) ? 1 : -1
            let curve = Path.curve(Point(x - 40, y), Point(x, y), Point(x + dice.between(10, 40), y + side * width * 1.6), steps: 20)
            canvas.stroke(curve, width: 0.35, yellow, opacity: 0.8)
        }
    }

    /// A runway's number in strokes, read along the runway.
    private static func digits(_ number: Int, _ pose: Pose, _ paint: Surface, _ wear: Float, on canvas: Canvas) {
        // Strokes of each digit on a grid of 2 by 4, x across and y along.
        let strokes: [[[(Float, Float)]]] = [
            [[(0, 0), (2, 0), (2, 4), (0, 4), (0, 0)]], [[(1, 0), (1, 4)]], [[(0, 4), (2, 4), (2, 2), (0, 2), (0, 0), (2, 0)]],
            [[(0, 4), (2, 4), (2, 0), (0, 0)], [(0, 2), (2, 2)]], [[(0, 4), (0, 2), (2, 2)], [(2, 4), (2, 0)]],
            [[(2, 4), (0, 4), (0, 2), (2, 2), (2, 0), (0, 0)]], [[(2, 4), (0, 4), (0, 0), (2, 0), (2, 2), (0, 2)]], [[(0, 4), (2, 4), (1, 0)]],
            [[(0, 0), (2, 0), (2, 4), (0, 4), (0, 0)], [(0, 2), (2, 2)]], [[(2, 2), (0, 2), (0, 4), (2, 4), (2, 0), (0, 0)]],
        ]
        for (place, digit) in [number / 10, number % 10].enumerated() {
            for line in strokes[digit] {
                let points = line.map { pose($0.1 * 2.2 - 4.4, -($0.0 - 1) * 1.6 + (place == 0 ? 3.2 : -3.2)) }
                canvas.stroke(points, width: 0.9, paint, opacity: wear)
            }
        }
    }
}
