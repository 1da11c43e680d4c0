import Assignments
import Notebook
import Report

/// How far a notebook has come, as its report and the terminal say it.
struct PointsShown {
    let standing: PublicStanding
    /// Text answers in which nothing is written.
    private let unwritten: [String]

    /// `nil` for a notebook without checks.
    init?(_ notebook: ExecutedNotebook) {
        guard notebook.document.cells.contains(where: { $0.options.check != nil }) else { return nil }
        standing = PublicStanding(notebook) { Observation.value(in: $0.outputs) }
        unwritten = Undone(notebook.document).texts
    }

    var annotations: ReportAnnotations {
        var cells: [String: [Annotation]] = [:]
        for check in standing.checks { cells[check.id] = [Self.annotation(check)] }
        return ReportAnnotations(cells: cells, summary: Annotation(status, title: title + ".", lines: lines))
    }

    /// One line for the terminal.
    var line: String { ([title] + (standing.isSource ? [] : [later])).joined(separator: "; ") }

    /// A line for each check that does not pass.
    var missed: [String] {
        standing.isSource ? [] : standing.checks.compactMap { check in
            guard case .failed(let reason) = check.state else { return nil }
            return "\(check.id) does not pass: \(reason)" + (check.options.message.map { " (\($0))" } ?? "")
        }
    }

    private var status: Annotation.Status {
        if standing.decidable == 0 || standing.isSource { return .pending }
        return standing.earned == standing.decidable ? .passed : .pending
    }

    private var title: String {
        guard standing.decidable > 0 else { return "\(PointsText.words(standing.undecided)) to be decided when the work is graded" }
        let kind = standing.isSource ? "" : "public "
        return "\(PointsText.text(standing.earned)) of \(PointsText.text(standing.decidable)) \(kind)points\(standing.isSource ? " by the checks that say what they expect" : " so far")"
    }

    private var lines: [String] {
        if standing.isSource {
            return standing.undecided > 0 ? ["\(PointsText.words(standing.undecided)) by checks that expect what this notebook observes."] : []
        }
        let open = standing.checks.filter { if case .failed = $0.state { true } else if case .notReached = $0.state { true } else { false } }
        var lines = open.isEmpty ? [] : ["Still to earn: \(open.map(\.id).joined(separator: ", "))."]
        if !unwritten.isEmpty { lines.append("Not written yet: \(unwritten.joined(separator: ", ")).") }
        lines.append(Self.sentence(later))
        return lines
    }

    private var later: String {
        let texts = standing.textPoints > 0 ? " and \(PointsText.words(standing.textPoints)) for what you write" : ""
        return "hidden checks\(texts) follow when the work is graded"
    }

    private static func annotation(_ check: PublicStanding.Check) -> Annotation {
        let points = PointsText.words(check.options.points)
        let none = "0 of \(points)"
        // What helps is for those who tried.
        let help = check.options.message.map { [$0] } ?? []
        switch check.state {
        case .passed: return Annotation(.passed, title: "\(PointsText.text(check.options.points)) of \(points)")
        case .failed(let reason): return Annotation(.failed, title: none, lines: [sentence(reason)] + help, hint: check.options.hint)
        case .notReached(let reason): return Annotation(.pending, title: none, lines: [sentence(reason)], hint: check.options.hint)
        case .undecided(let reason): return Annotation(.pending, title: points, lines: [sentence(reason)])
        }
    }

    private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + (text.hasSuffix("…") ? "" : ".") }
}
