/// Outlines made of points: lines with a width, arcs, smooth closed shapes.
enum Path {
    /// Quadrilaterals along a line, and discs at its bends.
    static func outlines(of line: [Point], width: Float) -> [Polygon] {
        var outlines: [Polygon] = []
        for index in 1..<max(line.count, 1) {
            let from = line[index - 1], to = line[index]
            let side = (to - from).normalized.perpendicular * (width / 2)
            outlines.append([from + side, to + side, to - side, from - side])
            if index > 1 { outlines.append(bend(line[index - 2], from, to, width / 2)) }
        }
        return outlines
    }

    /// What is missing on the outer side of a bend: a triangle to the two corners.
    private static func bend(_ before: Point, _ at: Point, _ after: Point, _ half: Float) -> Polygon {
        let one = (at - before).normalized.perpendicular, other = (after - at).normalized.perpendicular
        let outer: Float = one.dot(after - at) > 0 ? -half : half
        let tip = (one + other).normalized * outer
        return [at, at + one * outer, at + tip, at + other * outer]
    }

    /// The marks of a broken line.
    static func marks(of line: [Point], mark: Float, gap: Float, phase: Float) -> [[Point]] {
        var marks: [[Point]] = []
        let period = mark + gap
        var done = phase - (phase / period).rounded(.down) * period
        for index in 1..<max(line.count, 1) {
            let from = line[index - 1], length = (line[index] - from).length, axis = (line[index] - from).normalized
            var at: Float = 0
            while at < length {
                let left = (done < mark ? mark : period) - done, step = min(left, length - at)
                if done < mark { marks.append([from + axis * at, from + axis * (at + step)]) }
                at += max(step, 0.001)
                done += max(step, 0.001)
                if done >= period { done -= period }
            }
        }
        return marks
    }

    /// A line beside another, to the left of it where `distance` is positive.
    static func offset(_ line: [Point], by distance: Float) -> [Point] {
        line.indices.map { index in
            let before = line[max(index - 1, 0)], after = line[min(index + 1, line.count - 1)]
            return line[index] + (after - before).normalized.perpendicular * distance
        }
    }

    /// Part of a circle, from and to in fractions of a full turn.
    static func arc(_ centre: Point, radius: Float, from: Float, to: Float, steps: Int = 16) -> [Point] {
        (0...steps).map { centre + Point.unit(turns: from + (to - from) * Float($0) / Float(steps)) * radius }
    }

    /// A circle or, with another `stretch` along an axis, an ellipse.
    static func ellipse(_ pose: Pose, length: Float, width: Float, steps: Int = 24) -> Polygon {
        (0..<steps).map { step in
            let way = Point.unit(turns: Float(step) / Float(steps))
            return pose(way.x * length / 2, way.y * width / 2)
        }
    }

    /// A smooth curve from one point to another, drawn towards a third (a quadratic Bézier curve).
    static func curve(_ from: Point, _ towards: Point, _ to: Point, steps: Int = 14) -> [Point] {
        (0...steps).map { step in
            let part = Float(step) / Float(steps)
            return from.mixed(with: towards, part).mixed(with: towards.mixed(with: to, part), part)
        }
    }

    /// A closed shape without corners, around a pose.
    ///
    /// - Parameter roughness: how far the outline strays from an ellipse, as a part of its size
    static func blob(_ pose: Pose, length: Float, width: Float, roughness: Float, _ dice: inout Dice) -> Polygon {
        let waves = (2...5).map { (Float($0), roughness * dice.between(0.3, 1) / Float($0 - 1), dice.unit()) }
        return (0..<36).map { step in
            let turns = Float(step) / 36
            var distance: Float = 1
            for (count, amplitude, phase) in waves { distance += amplitude * Point.unit(turns: turns * count + phase).y }
            let way = Point.unit(turns: turns) * max(distance, 0.2)
            return pose(way.x * length / 2, way.y * width / 2)
        }
    }

    /// A line that wanders around an axis: waves of random length and phase.
    ///
    /// - Parameters:
    ///   - from: where it starts along the pose's x axis, in metres
    ///   - sway: how far it goes to a side, in metres
    ///   - wave: the longest wave, in metres
    static func wandering(
        _ pose: Pose, from: Float, to: Float, sway: Float, wave: Float, steps: Int = 48, _ dice: inout Dice
    ) -> [Point] {
        let waves = [Float(1), 2.3, 4.7].map { ($0 / wave, sway / ($0 * $0), dice.unit()) }
        return (0...steps).map { step in
            let x = from + (to - from) * Float(step) / Float(steps)
            return pose(x, waves.reduce(0) { $0 + $1.1 * Point.unit(turns: x * $1.0 + $1.2).y })
        }
    }

    /// The convex hull (Andrew's monotone chain).
    static func hull(_ points: [Point]) -> Polygon {
        let sorted = points.sorted { $0.x != $1.x ? $0.x < $1.x : $0.y < $1.y }
        var hull: Polygon = []
        for pass in [sorted, sorted.reversed()] {
            var chain: Polygon = []
            for point in pass {
                while chain.count > 1 {
                    let last = chain[chain.count - 1], before = chain[chain.count - 2]
                    let step = last - before, next = point - before
                    if step.x * next.y - step.y * next.x > 0 { break }
                    chain.removeLast()
                }
                chain.append(point)
            }
            hull += chain.dropLast()
        }
        return hull
    }
}
