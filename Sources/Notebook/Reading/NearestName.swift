/// The known name that a mistyped one was most likely meant to be.
package enum NearestName {
    /// `nil` where nothing is near: then a guess would mislead.
    package static func of(_ name: String, among known: [String]) -> String? {
        let scored = known.map { (name: $0, distance: distance(name.lowercased(), $0.lowercased())) }
        guard let best = scored.min(by: { $0.distance < $1.distance }) else { return nil }
        return best.distance <= max(1, name.count / 3) ? best.name : nil
    }

    /// "; did you mean `libraries`?", or the names that there are.
    package static func remedy(for name: String, among known: [String]) -> String {
        if let nearest = of(name, among: known) { return "; did you mean `\(nearest)`?" }
        return "; known are " + known.map { "`\($0)`" }.joined(separator: ", ")
    }

    /// How many characters have to be inserted, removed, replaced or swapped with their neighbour.
    static func distance(_ a: String, _ b: String) -> Int {
        let a = Array(a), b = Array(b)
        var rows = [Array(0...b.count)]
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, rows[i - 1][j - 1] + 1) }
                row.append(cost)
            }
            rows.append(row)
        }
        return rows[a.count][b.count]
    }
}
