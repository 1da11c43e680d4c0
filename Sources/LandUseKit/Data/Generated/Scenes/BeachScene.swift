/// beach: dry sand, wet sand, surf and sea, side by side.
struct BeachScene: Scene {
    let words = "a beach: sand, surf and the sea"

    func draw(on canvas: Canvas, _ setting: Setting, _ dice: inout Dice) {
        let seas = [Colour(56, 88, 84), Colour(66, 88, 104), Colour(48, 80, 78), Colour(112, 176, 152), Colour(84, 104, 124), Colour(76, 116, 120)]
        let sea = dice.vary(dice.pick(seas))
        let dry = setting.sand.colour, wet = dice.mix(dry * 0.66, Colour(132, 114, 106))
        let shallow = sea.mixed(with: dry, dice.between(0.15, 0.4))
        // Along y; x grows inland.
        let shore = dice.between(-0.4, 0.45) * canvas.reach, wetWidth = dice.between(3, 16), surf = dice.between(3, 34)
        let curve = dice.between(-0.0016, 0.0016), cusp = dice.between(0.5, 4), foam = dice.between(0.15, 1.05)
        let ripple = dice.between(2.5, 7), ripples = dice.between(0, 0.035), tracks = dice.between(0, 0.07)
        let reach = canvas.reach
        canvas.texture(dice.between(8, 24)) { place, mottle in
            let x = place.x - shore - curve * place.y * place.y - cusp * mottle * 0.6
            if x > 0 {
                let dryness = min(max((x - wetWidth) / 2.5 + mottle, 0), 1)
                let line = abs(x - wetWidth - 6 - 3 * mottle) < 0.8 ? 1 - tracks : 1
                return (wet.mixed(with: dry, dryness) * ((1 + 0.06 * mottle) * line), 1)
            }
            let depth = min(-x / reach, 1)
            var water = shallow.mixed(with: sea, min(depth * 3, 1))
            // Swell: waves come in parallel to the shore.
            let wave = (x + 2 * mottle) / ripple, part = wave - wave.rounded(.down)
            water = water * (1 + ripples * (abs(part - 0.5) * 4 - 1) + 0.08 * mottle)
            // Foam lies on the inner part of the surf, broken up by the mottle.
            let inner = 1 + x / surf, breaker = wave * 0.37
            let crest = 1 - abs((breaker - breaker.rounded(.down)) * 4 - 2)
            let white = min(max((inner + 0.35 * crest) * foam + 0.9 * mottle - 0.35, 0), 1) * (inner > 0 ? 1 : max(0, 1 + inner * 2))
            let edge = max(0, 1 + x / 1.8)
            return (water.mixed(with: .grey(240), min(max(white, edge * 0.9), 1) * 0.94), 1)
        }
        breakers(shore: shore, curve: curve, surf: surf, on: canvas, &dice)
        visitors(shore: shore + wetWidth, on: canvas, &dice)
    }

    private func breakers(shore: Float, curve: Float, surf: Float, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<dice.count(0...2) {
            let offset = -dice.between(0.2, 1.2) * surf - 2, from = dice.between(-1, 0.4) * canvas.fullReach
            let wobble = dice.between(0.5, 2)
            let pose = Pose(Point(shore + offset, 0), axis: Point(0, 1))
            let line = Path.wandering(pose, from: from, to: from + dice.between(20, 90), sway: wobble, wave: 40, &dice)
                .map { Point($0.x + curve * $0.y * $0.y, $0.y) }
            canvas.stroke(Path.offset(line, by: 1), width: 1.6, Surface(Colour(50, 74, 74)), opacity: 0.25)
            for strand in 0..<4 {
                let part = Path.offset(line, by: -Float(strand) * 0.8)
                canvas.dashes(part, width: dice.between(0.4, 1.4), mark: dice.between(2, 14), gap: dice.between(0.5, 5), Surface(.grey(240), .grey(190), grain: 40), opacity: 0.6)
            }
        }
    }

    /// People and their towels, seaweed, posts.
    private func visitors(shore: Float, on canvas: Canvas, _ dice: inout Dice) {
        for _ in 0..<dice.count(0...16) {
            let at = Point(dice.between(shore, max(shore + 1, canvas.reach)), dice.between(-1, 1) * canvas.reach)
            canvas.shadow(ofDisc: at, radius: 0.35, height: 1.5)
            canvas.disc(at, radius: dice.between(0.25, 0.6), Surface(Car.colour(&dice)))
        }
    }
}
