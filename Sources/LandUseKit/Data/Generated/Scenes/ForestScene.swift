/// forest: a closed canopy of crowns.
struct ForestScene: Scene {
    let words = "a forest: a closed canopy of trees"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let ground = dice.mix(setting.foliage * 0.45, setting.soil.colour * 0.6)
        canvas.fill(Surface(ground, ground * 0.8, grain: 18))
        let reach = canvas.fullReach, radius = dice.between(1.6, 4.2), closed = dice.between(0.75, 1.25)
        let wilder = dice.between(0.05, 0.3)
        // A glade, or a track.
        let glade = dice.place(within: canvas.reach), size = dice.chance(0.3) ? dice.between(4, 14) : 0
        if size > 0 {
            canvas.fill(Path.blob(Pose(glade), length: size * 2.2, width: size * 1.8, roughness: 0.3, &dice), dice.chance(0.5) ? setting.grass : setting.soil)
        }
        let other = dice.vary(dice.mix(setting.foliage, Colour(110, 128, 78)), brightness: 0.2), evergreens = dice.between(0, 0.4)
        let step = radius * 1.4 / closed, count = Int(reach / step) + 1
        for row in -count...count {
            for column in -count...count {
                var own = dice.fork()
                let shift = row % 2 == 0 ? 0 : step / 2
                let at = Point(Float(column) * step + shift + own.spread() * step * 0.7, Float(row) * step + own.spread() * step * 0.7)
                if own.chance(0.06) || (size > 0 && (at - glade).length < size) { continue }
                let crown = Tree(at: at, radius: radius * (1 + wilder * 2 * own.spread()))
                let isOther = own.chance(evergreens)
                crown.draw(on: canvas, foliage: isOther ? other : setting.foliage, isBare: setting.isWinter && !isOther, height: 0.7, &own)
            }
        }
    }
}
