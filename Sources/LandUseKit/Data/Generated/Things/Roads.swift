/// A street or a motorway, along a line.
struct Road {
    var line: [Point]
    /// Of the carriageway, metres.
    var width: Float
    var surface: Surface

    /// The carriageway alone.
    func pave(on canvas: Canvas) { canvas.stroke(line, width: width, surface) }

    /// A pavement on either side, under the carriageway.
    func sidewalks(_ surface: Surface, on canvas: Canvas, verge: Surface? = nil) {
        if let verge { canvas.stroke(line, width: width + 6, surface); canvas.stroke(line, width: width + 3.4, verge) }
        else { canvas.stroke(line, width: width + 3.6, surface) }
        canvas.stroke(line, width: width + 0.5, surface.lit(0.95))
    }

    /// Where lanes are driven on, rubber and oil darken them, or wear makes them lighter.
    func wear(lanes: Int, lane: Float, _ factor: Float, on canvas: Canvas) {
        for index in 0..<lanes {
            let middle = (Float(index) + 0.5 - Float(lanes) / 2) * lane
            for wheel in [-0.24, 0.24] as [Float] {
                canvas.stroke(Path.offset(line, by: middle + wheel * lane), width: lane * 0.2, surface.lit(factor), opacity: 0.6)
            }
            canvas.stroke(Path.offset(line, by: middle), width: lane * 0.12, surface.lit(factor * 0.94), opacity: 0.5)
        }
    }

    /// Joints of concrete slabs, across and along.
    func joints(every spacing: Float, lanes: Int, lane: Float, on canvas: Canvas) {
        let across = Path.marks(of: line, mark: 0.3, gap: spacing - 0.3, phase: 0).map { mark in
            Pose(mark[0], axis: (mark[mark.count - 1] - mark[0]).normalized).box(length: 0.3, width: width)
        }
        let along = (0...lanes).flatMap { Path.outlines(of: Path.offset(line, by: (Float($0) - Float(lanes) / 2) * lane), width: 0.3) }
        canvas.fill(across + along, surface.lit(0.6), opacity: 0.35)
    }

    /// Broken white lines between lanes, and solid ones at the edges.
    func markings(lanes: Int, lane: Float, edges: Colour?, others: Colour = .grey(226), mark: Float = 3, gap: Float = 7, on canvas: Canvas, _ dice: inout Dice) {
        let phase = dice.between(0, mark + gap)
        for index in 1..<max(lanes, 1) {
            let at = (Float(index) - Float(lanes) / 2) * lane
            canvas.dashes(Path.offset(line, by: at), width: 0.3, mark: mark, gap: gap, phase: phase, Surface(others), opacity: 0.8)
        }
        guard let edges else { return }
        let half = Float(lanes) * lane / 2
        for side in [-half, half] { canvas.stroke(Path.offset(line, by: side), width: 0.3, Surface(edges), opacity: 0.75) }
    }

    /// Cars on all lanes; those on the left of the line drive backwards along it.
    func traffic(lanes: Int, lane: Float, density: Float, isOneWay: Bool = false, on canvas: Canvas, _ dice: inout Dice) {
        for index in 0..<lanes {
            let at = (Float(index) + 0.5 - Float(lanes) / 2) * lane
            let path = Path.offset(line, by: at)
            Car.traffic(along: !isOneWay && at > 0 ? path.reversed() : path, density: density, on: canvas, &dice)
        }
    }

    /// Cars at the kerb.
    func parking(part: Float, on canvas: Canvas, _ dice: inout Dice) {
        for side in [-1, 1] as [Float] {
            let kerb = Path.offset(line, by: side * (width / 2 - 1.2))
            for place in Path.marks(of: kerb, mark: 5, gap: 1.4, phase: 0) where place.count == 2 {
                let axis = (place[1] - place[0]).normalized * side
                if dice.chance(part) {
                    var own = dice.fork()
                    Car(pose: Pose(place[0].mixed(with: place[1], 0.5), axis: axis), length: own.between(4, 5)).draw(on: canvas, &own)
                }
            }
        }
    }
}
