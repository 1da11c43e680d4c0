extension Canvas {
    /// Fills an outline.
    func fill(_ polygon: Polygon, _ surface: Surface, opacity: Float = 1) { fill([polygon], surface, opacity: opacity) }

    /// Fills outlines, which may overlap: together they are one shape.
    func fill(_ polygons: [Polygon], _ surface: Surface, opacity: Float = 1) {
        for polygon in polygons { cover(polygon) }
        sweep { pixel, part in put(surface, at: pixel, part: part * opacity) }
    }

    /// Covers all of the picture.
    func fill(_ surface: Surface, opacity: Float = 1) {
        for pixel in 0..<size * size { put(surface, at: pixel, part: opacity) }
    }

    /// Takes light from what is in an outline, but not twice from where a shadow lies already.
    func darken(_ polygons: [Polygon], depth: Float? = nil) {
        let depth = depth ?? light.depth
        for polygon in polygons { cover(polygon) }
        sweep { pixel, part in darken(pixel, by: depth * part) }
    }

    @inline(__always)
    func darken(_ pixel: Int, by depth: Float) {
        let before = shade[pixel]
        guard depth > before else { return }
        let left = (1 - depth) / (1 - before), target = pixels + 3 * pixel
        target[0] *= left
        target[1] *= left
        // The sky still lights a shadow, and it is blue.
        target[2] *= left + 0.06 * (1 - left)
        shade[pixel] = depth
    }

    /// Notes what an outline covers, for `sweep`.
    ///
    /// Signed areas: an edge changes the covered part of the pixels that it crosses, and of all to the right of them by
    /// the height that it spans; sums along a row give the part that is covered (as in the font renderer font-rs).
    func cover(_ polygon: Polygon) {
        guard polygon.count > 2 else { return }
        let points = polygon.map { pixel($0) }
        var area: Float = 0
        var before = points[points.count - 1]
        for point in points {
            area += before.x * point.y - point.x * before.y
            before = point
        }
        // All outlines run the same way round, so that where two overlap their parts add up and do not cancel.
        let sign: Float = area < 0 ? -1 : 1
        before = points[points.count - 1]
        for point in points {
            addEdge(before, point, sign)
            before = point
        }
    }

    private func addEdge(_ from: Point, _ to: Point, _ orientation: Float) {
        if from.y == to.y { return }
        let sign = from.y < to.y ? orientation : -orientation
        let upper = from.y < to.y ? from : to, lower = from.y < to.y ? to : from
        let limit = Float(size)
        if lower.y <= 0 || upper.y >= limit { return }
        let slope = (lower.x - upper.x) / (lower.y - upper.y)
        var y = max(upper.y, 0)
        let end = min(lower.y, limit)
        var x = upper.x + (y - upper.y) * slope
        while y < end {
            let row = min(Int(y), size - 1)
            let nextY = min(Float(row + 1), end), nextX = upper.x + (nextY - upper.y) * slope
            addPiece(row, min(max(x, 0), limit), min(max(nextX, 0), limit), (nextY - y) * sign)
            (x, y) = (nextX, nextY)
        }
    }

    /// The piece of an edge within one row.
    @inline(__always)
    private func addPiece(_ row: Int, _ one: Float, _ other: Float, _ height: Float) {
        let left = min(one, other), right = max(one, other)
        let first = Int(left), last = min(Int(right), size)
        let line = changes + row * (size + 2)
        if first < firstTouched[row] { firstTouched[row] = first }
        if last + 1 > lastTouched[row] { lastTouched[row] = last + 1 }
        if first == last {
            let within = (left + right) / 2 - Float(first)
            line[first] += height * (1 - within)
            line[first + 1] += height * within
            return
        }
        // The edge crosses several pixels of the row: the covered part grows as the square, then straight, then again.
        let rate = height / (right - left)
        var covered: Float = 0, before: Float = 0
        for column in first...last {
            let start = max(left, Float(column)), stop = min(right, Float(column + 1))
            let middle = (start + stop) / 2 - Float(column)
            let total = before + rate * (stop - start) * (1 - middle)
            line[column] += total - covered
            covered = total
            before += rate * (stop - start)
        }
        line[last + 1] += height - covered
    }

    /// Visits each pixel that was noted, with the part of it that is covered, and forgets them.
    @inline(__always)
    func sweep(_ visit: (Int, Float) -> Void) {
        for row in 0..<size where lastTouched[row] >= 0 {
            let line = changes + row * (size + 2)
            var sum: Float = 0
            for column in firstTouched[row]...min(lastTouched[row], size + 1) {
                sum += line[column]
                line[column] = 0
                let part = min(abs(sum), 1)
                if column < size, part > 0.004 { visit(row * size + column, part) }
            }
            firstTouched[row] = .max
            lastTouched[row] = -1
        }
    }
}
