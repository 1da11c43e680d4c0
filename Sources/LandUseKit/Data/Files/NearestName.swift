/// The known name that a mistyped one was most likely meant to be.
enum NearestName {
    /// "; did you mean forest?", or the names that there are.
    static func remedy(for name: String, among known: [String]) -> String {
        let distances = known.map { (name: $0, distance: distance(Array(name.lowercased()), Array($0.lowercased()))) }
        // A guess that is far off would mislead.
        if let best = distances.min(by: { $0.distance < $1.distance }), best.distance <= max(1, name.count / 3) {
            return "; did you mean \(best.name)?"
        }
        let shown = known.prefix(30).joined(separator: ", ")
        return known.isEmpty ? "" : "; there are \(shown)\(known.count > 30 ? " and \(known.count - 30) more" : "")"
    }

    /// How many characters have to be inserted, removed or replaced.
    private static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = min(row[j + 1] + 1, row[j] + 1, diagonal + (a[i] == b[j] ? 0 : 1))
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }
}
