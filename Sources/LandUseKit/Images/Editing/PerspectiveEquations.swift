/// The eight numbers of a projective map, from four points and their images.
enum PerspectiveEquations {
    /// The map that leads from the new picture's points back to the old one's, rounded to single precision as
    /// torchvision's is; `nil` where four points do not determine one.
    static func matrix(from start: [(x: Double, y: Double)], to end: [(x: Double, y: Double)]) -> [Double]? {
        // Each row is an equation, its right side last.
        var rows: [[Double]] = []
        for (old, new) in zip(start, end) {
            rows.append([new.x, new.y, 1, 0, 0, 0, -old.x * new.x, -old.x * new.y, old.x])
            rows.append([0, 0, 0, new.x, new.y, 1, -old.y * new.x, -old.y * new.y, old.y])
        }
        guard let solution = solve(rows) else { return nil }
        return solution.map { Double(Float($0)) }
    }

    /// Gauss's elimination, with the largest pivot of each column.
    private static func solve(_ equations: [[Double]]) -> [Double]? {
        var rows = equations
        for column in rows.indices {
            guard let pivot = (column..<rows.count).max(by: { abs(rows[$0][column]) < abs(rows[$1][column]) }),
                abs(rows[pivot][column]) > 1e-9
            else { return nil }
            rows.swapAt(column, pivot)
            for row in rows.indices where row != column {
                let factor = rows[row][column] / rows[column][column]
                if factor == 0 { continue }
                for place in column..<rows[row].count { rows[row][place] -= factor * rows[column][place] }
            }
        }
        return rows.indices.map { rows[$0][rows.count] / rows[$0][$0] }
    }
}
