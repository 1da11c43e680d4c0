/// An aeroplane on the ground.
struct Aeroplane {
    /// Its middle; the nose along x.
    var pose: Pose
    /// Metres.
    var length: Float

    func draw(on canvas: Canvas, _ dice: inout Dice) {
        var own = dice.fork()
        let span = length * own.between(0.82, 1.02), sweep = own.between(0.1, 0.3), body = length * own.between(0.045, 0.06)
        let white = own.vary(Colour(232, 234, 236), brightness: 0.06)
        let liveries = [white, white, white, Colour(58, 66, 130), Colour(70, 84, 150), Colour(150, 156, 164), Colour(176, 70, 56), Colour(196, 170, 120)]
        let paint = own.pick(liveries)
        let fuselage = self.fuselage(body)
        let wings = surfaces(root: 0.1, span: span / 2, chord: length * own.between(0.15, 0.19), tip: 0.3, sweep: sweep, body)
        let tail = surfaces(root: -0.4, span: span * 0.19, chord: length * 0.1, tip: 0.45, sweep: 0.24, body * 0.6)
        let isJet = own.chance(0.8), enginesAtTail = own.chance(0.25)
        let engines = [-1, 1].flatMap { side -> [Polygon] in
            let y = Float(side) * (enginesAtTail ? body + length * 0.02 : span * 0.17), x = length * (enginesAtTail ? -0.27 : 0.1)
            return [pose.box(x, y, length: length * 0.1, width: length * 0.042)]
        }
        let all = [fuselage] + wings + tail + (isJet ? engines : [])
        // It stands on its wheels: the shadow lies apart from it.
        let drop = canvas.light.shadow * (length * 0.11)
        canvas.darken(all.map { $0.map { $0 + drop } } + [fin(drop)])
        canvas.fill(wings, Surface(own.vary(Colour(196, 200, 204), brightness: 0.12), grain: 6))
        if isJet { canvas.fill(engines, Surface(own.vary(paint, brightness: 0.2))) }
        canvas.fill(tail, Surface(white * 0.94, grain: 5))
        canvas.fill(fuselage, Surface(paint * 0.86, grain: 4))
        // The side of the sun is lighter, and the back of the body shines.
        let side: Float = pose.direction(Point(0, 1)).dot(canvas.light.sun) > 0 ? 1 : -1
        canvas.stroke([pose(-length * 0.36, side * body * 0.3), pose(length * 0.42, side * body * 0.3)], width: body * 0.9, Surface(paint * 1.06), opacity: 0.9)
        canvas.fill([pose(length * 0.455, -body * 0.5), pose(length * 0.475, 0), pose(length * 0.455, body * 0.5), pose(length * 0.44, 0)], Surface(.grey(50)))
        canvas.stroke([pose(-length * 0.48, 0), pose(-length * 0.34, 0)], width: body * 0.35, Surface(own.vary(own.pick(liveries))))
    }

    private func fuselage(_ half: Float) -> Polygon {
        let l = length / 2
        let profile: [(Float, Float)] = [(-1, 0.12), (-0.6, 0.75), (-0.3, 1), (0.6, 1), (0.86, 0.75), (0.97, 0.36), (1, 0)]
        return profile.map { pose($0.0 * l, $0.1 * half) } + profile.reversed().dropFirst().map { pose($0.0 * l, -$0.1 * half) }
    }

    /// A pair of wings, left and right, from the middle outwards and back.
    private func surfaces(root: Float, span: Float, chord: Float, tip: Float, sweep: Float, _ body: Float) -> [Polygon] {
        [-1, 1].map { side in
            let front = root * length + chord / 2, back = front - chord
            let end = front - span * (sweep + 0.35), outer = Float(side) * span
            return [pose(front, 0), pose(end, outer), pose(end - chord * tip, outer), pose(back, Float(side) * body), pose(back, 0)]
        }
    }

    private func fin(_ drop: Point) -> Polygon {
        let rear = pose(-length * 0.5, 0) + drop, front = pose(-length * 0.34, 0) + drop
        return [rear, front, rear + drop * 1.1]
    }
}
