/// A house seen from above: its roof, whose slopes take the light differently, and its shadow.
struct House {
    var pose: Pose
    /// Along the ridge, metres.
    var length: Float
    var width: Float
    var height: Float = 4

    enum Roof { case gabled, hipped, flat }

    func draw(on canvas: Canvas, _ roof: Roof, _ surface: Surface, chimney: Bool = false) {
        guard canvas.shows(pose.origin, radius: length + width + 2 * height) else { return }
        let outline = pose.box(length: length, width: width)
        canvas.shadow(of: outline, height: height)
        let l = length / 2, w = width / 2
        switch roof {
        case .flat:
            canvas.fill(outline, surface.lit(0.86))
            canvas.fill(pose.box(length: length - 0.8, width: width - 0.8), surface)
        case .gabled:
            slope([pose(-l, 0), pose(l, 0), pose(l, w), pose(-l, w)], towards: Point(0, 1), surface, canvas)
            slope([pose(-l, 0), pose(l, 0), pose(l, -w), pose(-l, -w)], towards: Point(0, -1), surface, canvas)
        case .hipped:
            let r = max(l - w, 0)
            slope([pose(-r, 0), pose(r, 0), pose(l, w), pose(-l, w)], towards: Point(0, 1), surface, canvas)
            slope([pose(-r, 0), pose(r, 0), pose(l, -w), pose(-l, -w)], towards: Point(0, -1), surface, canvas)
            slope([pose(r, 0), pose(l, w), pose(l, -w)], towards: Point(1, 0), surface, canvas)
            slope([pose(-r, 0), pose(-l, w), pose(-l, -w)], towards: Point(-1, 0), surface, canvas)
        }
        if chimney {
            canvas.shadow(of: pose.box(l * 0.4, w * 0.3, length: 0.9, width: 0.9), height: 1.5)
            canvas.fill(pose.box(l * 0.4, w * 0.3, length: 0.9, width: 0.9), Surface(Colour(130, 96, 84)))
        }
    }

    private func slope(_ outline: Polygon, towards: Point, _ surface: Surface, _ canvas: Canvas) {
        canvas.fill(outline, surface.lit(canvas.light.brightness(facing: pose.direction(towards), slope: 0.24)))
    }

    /// A dwelling of one or two wings, with what it takes of chance.
    ///
    /// - Parameter pose: its middle; x along the street
    static func dwelling(_ pose: Pose, length: Float, width: Float, on canvas: Canvas, roof surface: Surface, _ dice: inout Dice) {
        let roof: Roof = dice.pick([.gabled, .gabled, .hipped, .hipped, .flat])
        let height = dice.between(3, 6.5), hasChimney = dice.chance(0.4)
        let along = dice.chance(0.5)
        let main = along ? House(pose: pose, length: length, width: width, height: height)
            : House(pose: Pose(pose.origin, axis: pose.axis.perpendicular), length: width, width: length, height: height)
        if dice.chance(0.6) {
            // A wing across, towards the street or the garden: a garage, a porch.
            let side: Float = dice.chance(0.7) ? -1 : 1, part = dice.between(0.35, 0.55)
            let wing = pose.moved(length * dice.between(-0.3, 0.3), side * width * 0.42, axis: Point(0, 1))
            House(pose: wing, length: width * 0.62, width: length * part, height: height * 0.85).draw(on: canvas, roof, surface.lit(0.97))
        }
        main.draw(on: canvas, roof, surface, chimney: hasChimney)
        if dice.chance(0.25) {
            let shed = dice.vary(dice.pick([Colour.grey(215), .grey(150), Colour(150, 130, 110)]))
            House(pose: pose.moved(length * 0.3 * dice.between(-1, 1), width * 0.5 + 1.4), length: 3.4, width: 2.6, height: 2.4)
                .draw(on: canvas, .flat, Surface(shed, grain: 5))
        }
    }
}
