import Assignments
import Report

/// What a person gave for a check or a text answer, and said about it.
enum GivenScore {
    static func html(_ given: MarkedSubmission.Given, inPlaceOf check: CheckMark? = nil) -> HTML {
        let score = given.score
        let instead: HTML? = check.map { " in place of the check’s \(PointsText.text($0.earned))" }
        let age: HTML? = given.isOutdated ? " (The work has changed since.)" : nil
        return """
            <p class="said"><strong><bdi>\(score.grader)</bdi> gave \(PointsText.words(score.points))\(instead).</strong>\(age)\(comment(score.comment))</p>
            """
    }

    private static func comment(_ text: String) -> HTML? { text.isEmpty ? nil : " <span class=\"comment\">\(text)</span>" }
}
