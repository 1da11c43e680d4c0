import Assignments

/// Where an assignment's points are, in a line a question.
enum PointsTable {
    static func text(_ outline: AssignmentOutline) -> String {
        var rows = [["question", "public", "hidden", "text", "total"]]
        for question in outline.questions {
            rows.append([question.id] + [question.publicPoints, question.hiddenPoints, question.textPoints, question.total].map(points))
        }
        rows.append(["total"] + [outline.publicPoints, outline.hiddenPoints, outline.textPoints, outline.total].map(points))
        let widths = (0..<5).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            row.enumerated().map { index, text in
                let space = String(repeating: " ", count: widths[index] - text.count)
                return index == 0 ? text + space : space + text
            }.joined(separator: "  ") + "\n"
        }.joined()
    }

    private static func points(_ points: Double) -> String { points == 0 ? "–" : PointsText.text(points) }
}
