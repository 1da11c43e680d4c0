/// agricultural: furrows and crop rows, tracks between fields, now and then an orchard.
struct FieldScene: Scene {
    let words = "a field: rows of crops"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        canvas.fill(setting.soil)
        if dice.chance(0.12) { return orchard(on: canvas, setting, &dice) }
        rows(on: canvas, setting, &dice)
        if dice.chance(0.45) { track(at: dice.between(-0.8, 0.8) * canvas.reach, on: canvas, setting, &dice) }
        if dice.chance(0.2) { wheelTracks(on: canvas, setting, &dice) }
    }

    private func rows(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let crop = dice.vary(dice.pick([
            Colour(96, 116, 84), Colour(120, 140, 92), Colour(150, 156, 104), Colour(176, 172, 118), Colour(110, 128, 100), Colour(92, 96, 84),
            Colour(134, 176, 120),
        ]))
        let soil = dice.mix(setting.soil.colour, crop) * (dice.chance(0.75) ? dice.between(0.45, 0.8) : dice.between(1.1, 1.35))
        let bright = dice.mix(crop, .grey(215))
        let period = dice.chance(0.35) ? dice.between(3, 5.5) : dice.between(1.1, 2.6)
        let sharpness = dice.between(1.2, 3.5), wave = dice.between(0, 0.5), patch = dice.between(0.15, 0.5), gaps = dice.between(0, 0.6)
        // Half a wave: rows follow the land.
        let bend = dice.between(0, 0.004), strength = min(1, canvas.pixelsPerMetre * period * 0.3)
        let pale = dice.chance(0.3)
        canvas.texture(dice.between(20, 60)) { place, mottle in
            let across = (place.y + bend * place.x * place.x + wave * mottle) / period
            let part = across - across.rounded(.down), ridge = min(max((abs(part - 0.5) * 4 - 1) * sharpness, -1), 1) * strength
            let thin = max(0, mottle - 0.2) * gaps
            let covered = min(max(0.5 + 0.5 * ridge - thin, 0), 1)
            let base = soil.mixed(with: crop, covered)
            return (base.mixed(with: pale ? bright : crop, min(max(patch * (0.5 + mottle), 0), 1)), 1)
        }
    }

    private func orchard(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        if dice.chance(0.5) { canvas.fill(setting.grass, opacity: 0.7) }
        let spacing = dice.between(5, 8.5), between = spacing * dice.between(0.9, 1.3), radius = spacing * dice.between(0.3, 0.5)
        let rows = Int(canvas.fullReach / between) + 1, trees = Int(canvas.fullReach / spacing) + 1
        for row in -rows...rows {
            for tree in -trees...trees {
                var own = dice.fork()
                if own.chance(0.04) { continue }
                let at = Point((Float(tree) + (row % 2 == 0 ? 0 : 0.5)) * spacing + 0.4 * own.spread(), Float(row) * between + 0.4 * own.spread())
                Tree(at: at, radius: radius * own.between(0.85, 1.1)).draw(on: canvas, foliage: setting.foliage, &own)
            }
        }
    }

    private func track(at y: Float, on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let reach = canvas.fullReach
        let along = dice.chance(0.5)
        let line = along ? [Point(-reach, y), Point(reach, y)] : [Point(y, -reach), Point(y + reach * dice.between(-0.2, 0.2), reach)]
        let earth = dice.mix(setting.soil.colour, Colour(186, 148, 116))
        canvas.stroke(line, width: dice.between(3, 6), Surface(earth, earth * 0.9, grain: 14))
        canvas.dashes(line, width: 1.2, mark: 8, gap: 0.5, setting.soil.lit(0.85), opacity: 0.4)
        if dice.chance(0.4) {
            let side: Float = dice.chance(0.5) ? 1 : -1
            let edge = Path.offset(line, by: side * canvas.reach * 0.6)
            canvas.stroke(edge, width: canvas.reach, dice.chance(0.5) ? setting.grass : setting.soil)
        }
    }

    private func wheelTracks(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let spacing = dice.between(12, 24), shift = dice.between(0, 12), reach = canvas.fullReach
        for index in -6...6 {
            let y = Float(index) * spacing + shift
            for wheel in [-0.9, 0.9] as [Float] {
                canvas.stroke([Point(-reach, y + wheel), Point(reach, y + wheel)], width: 0.5, setting.soil.lit(1.1), opacity: 0.45)
            }
        }
    }
}
