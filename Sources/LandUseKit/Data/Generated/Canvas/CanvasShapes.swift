extension Canvas {
    /// A disc, whose side towards the sun is lighter by `relief` of its brightness and the other side darker.
    func disc(_ centre: Point, radius: Float, _ surface: Surface, relief: Float = 0, opacity: Float = 1) {
        let middle = pixel(centre), reach = radius * pixelsPerMetre
        let toSun = pixel(centre + light.sun) - middle
        let sun = toSun.normalized * (relief / max(reach, 0.5))
        visitDisc(middle, reach) { pixel, part, x, y in
            if relief == 0 { return put(surface, at: pixel, part: part * opacity) }
            put(surface.lit(1 + sun.x * x + sun.y * y), at: pixel, part: part * opacity)
        }
    }

    /// Takes light from a disc.
    func darkenDisc(_ centre: Point, radius: Float, depth: Float? = nil) {
        let depth = depth ?? light.depth
        visitDisc(pixel(centre), radius * pixelsPerMetre) { pixel, part, _, _ in darken(pixel, by: depth * part) }
    }

    /// Visits a disc's pixels with the part covered and the step from the middle; pixels for all lengths.
    @inline(__always)
    private func visitDisc(_ middle: Point, _ reach: Float, _ visit: (Int, Float, Float, Float) -> Void) {
        let outer = reach + 0.5, limit = Float(size)
        guard middle.x + outer > 0, middle.y + outer > 0, middle.x - outer < limit, middle.y - outer < limit else { return }
        let top = max(Int((middle.y - outer).rounded(.down)), 0), bottom = min(Int(middle.y + outer), size - 1)
        // A disc smaller than a pixel covers a part of one.
        let full = min(1, reach * reach * 3.2)
        for row in top...max(top, bottom) {
            let y = Float(row) + 0.5 - middle.y, rest = outer * outer - y * y
            guard rest > 0 else { continue }
            let half = rest.squareRoot()
            let left = max(Int((middle.x - half - 0.5).rounded(.up)), 0)
            let right = min(Int((middle.x + half - 0.5).rounded(.down)), size - 1)
            guard left <= right else { continue }
            for column in left...right {
                let x = Float(column) + 0.5 - middle.x
                let part = min(outer - (x * x + y * y).squareRoot(), 1)
                if part > 0 { visit(row * size + column, part * full, x, y) }
            }
        }
    }

    /// A line along points, with its bends filled.
    func stroke(_ line: [Point], width: Float, _ surface: Surface, opacity: Float = 1) {
        fill(Path.outlines(of: line, width: width), surface, opacity: opacity)
    }

    /// A broken line.
    ///
    /// - Parameter phase: how far into its first mark the line starts, in metres
    func dashes(
        _ line: [Point], width: Float, mark: Float, gap: Float, phase: Float = 0, _ surface: Surface, opacity: Float = 1
    ) {
        let marks = Path.marks(of: line, mark: mark, gap: gap, phase: phase)
        fill(marks.flatMap { Path.outlines(of: $0, width: width) }, surface, opacity: opacity)
    }

    /// The shadow of something upright with this convex outline.
    func shadow(of outline: Polygon, height: Float) { darken([swept(outline, light.shadow * height)]) }

    /// The shadows of several things of one height, as one.
    func shadow(of outlines: [Polygon], height: Float) { darken(outlines.map { swept($0, light.shadow * height) }) }

    /// What a convex outline passes over when it moves by a step.
    private func swept(_ outline: Polygon, _ step: Point) -> Polygon { Path.hull(outline + outline.map { $0 + step }) }

    /// The shadow of a ball or a crown.
    func shadow(ofDisc centre: Point, radius: Float, height: Float) {
        darkenDisc(centre + light.shadow * height, radius: radius)
    }

    /// Colours each pixel by where it is on the ground.
    ///
    /// - Parameter visit: gets the place and the picture's mottle there, and says the colour and how opaque it is
    func texture(_ grainLevels: Float = 0, _ visit: (Point, Float) -> (Colour, Float)) {
        let origin = ground(Point(0.5, 0.5)), acrossStep = ground(Point(1.5, 0.5)) - origin
        let downStep = acrossStep.perpendicular
        for row in 0..<size {
            let start = origin + downStep * Float(row)
            for column in 0..<size {
                let pixel = row * size + column
                let (colour, part) = visit(start + acrossStep * Float(column), mottle[pixel])
                if part > 0 { put(Surface(colour, grain: grainLevels), at: pixel, part: part) }
            }
        }
    }
}
