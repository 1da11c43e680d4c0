import Notebook

/// The points that the lines of a rubric name, as teachers write them: `2 points: names both costs`.
enum RubricPoints {
    /// Each line's; `nil` where one names none, for then the lines are no account of the answer's points.
    static func named(by rubric: [String]) -> [Double]? {
        let points = rubric.compactMap { line in
            line.prefixMatch(of: /\s*(\d+(?:\.\d+)?) points?\b/).flatMap { Double($0.1) }
        }
        return points.isEmpty || points.count < rubric.count ? nil : points
    }

    /// What is wrong with a rubric whose lines name points; they are parts, which add up to the answer's, or levels, the best
    /// of which earns all.
    static func mistake(in answer: TextAnswer) -> String? {
        guard let points = named(by: answer.rubric) else { return nil }
        let sum = points.reduce(0, +), best = points.max() ?? 0
        if abs(sum - answer.points) < 1e-9 || abs(best - answer.points) < 1e-9 { return nil }
        return "the lines of the rubric of `\(answer.id)` add up to \(PointsText.words(sum)), and it earns \(PointsText.words(answer.points)); mend one or the other"
    }
}
