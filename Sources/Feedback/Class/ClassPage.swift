import Assignments
import Report

/// A class at a glance, for its teacher: how the points are distributed, which questions were hard, what took long or
/// went wrong, and which submissions resemble each other. It is not for students, and holds durations.
public struct ClassPage: Sendable {
    /// One student's work.
    public struct Entry: Sendable {
        public var submission: MarkedSubmission
        /// How long grading took.
        public var seconds: Double?
        /// What the student wrote, where it was kept.
        public var answers: [FeedbackSnapshot.Answer]
        /// The student's page, as a path from the class page.
        public var page: String?

        public init(_ submission: MarkedSubmission, seconds: Double? = nil, answers: [FeedbackSnapshot.Answer] = [], page: String? = nil) {
            self.submission = submission
            self.seconds = seconds
            self.answers = answers
            self.page = page
        }
    }

    /// The whole file.
    public let html: String

    /// - Parameters:
    ///   - title: the assignment's.
    ///   - similar: pairs of indices into `entries`.
    ///   - notGraded: work that nothing else on the page counts.
    public init(title: String, language: String = "en", entries: [Entry], similar: [SimilarPair], notGraded: [NotGraded] = []) {
        let faults = NotGradedSection(notGraded: notGraded).html
        let sections: [HTML] = (faults.map { [$0] } ?? []) + [
            DistributionSection(entries.map(\.submission)).html, QuestionsSection(entries.map(\.submission)).html, StudentsSection(entries: entries).html,
            TroubleSection(entries: entries).html, SimilarSection(entries: entries, pairs: similar).html,
        ]
        let head = PageHead(title: "Class: \(title)", hasFrames: false, moreStyle: FeedbackStyle.css)
        let header: HTML = """
            <header class="page">
            <p class="kind">Class page, for the teacher only</p>
            <h1>\(title)</h1>
            \(Self.summary(entries.map(\.submission), notGraded: notGraded.count))
            </header>
            """
        let contents: HTML = """
            <nav id="contents" aria-label="Contents"><p class="label">Contents</p>
            <ol>
            \(faults.map { _ in ##"<li><a href="#not-graded">Not graded</a></li>"## as HTML })<li><a href="#distribution">Distribution</a></li>
            <li><a href="#questions">Question by question</a></li>
            <li><a href="#students">Students</a></li>
            <li><a href="#trouble">Slow, stopped or unreadable</a></li>
            <li><a href="#similar">Similar submissions</a></li>
            </ol></nav>
            """
        html = PageShell(
            language: language, head: head, skip: "Skip to the content", header: header, contents: contents, main: sections.joined(separator: "\n")
        ).html.markup
    }

    private static func summary(_ submissions: [MarkedSubmission], notGraded: Int) -> HTML {
        guard !submissions.isEmpty else { return #"<p class="run">Nothing has been graded yet.</p>"# }
        let shares = submissions.map(\.share).sorted()
        let middle = (shares[(shares.count - 1) / 2] + shares[shares.count / 2]) / 2
        let waiting = submissions.reduce(0) { $0 + $1.ungraded.count }, outdated = submissions.reduce(0) { $0 + $1.outdated.count }
        let parts = [
            submissions.count == 1 ? "1 submission" : "\(submissions.count) submissions", "mean \(Percent.text(shares.reduce(0, +) / Double(shares.count)))",
            "median \(Percent.text(middle))",
            waiting == 0 ? (notGraded + outdated == 0 ? "everything is graded" : nil) : "\(waiting == 1 ? "1 text answer" : "\(waiting) text answers") to be graded by a person",
            outdated == 0 ? nil : "\(outdated == 1 ? "1 score is" : "\(outdated) scores are") older than the work",
            notGraded == 0 ? nil : "\(notGraded) could not be graded",
        ].compactMap(\.self)
        return #"<p class="run">\#(parts.joined(separator: " · "))</p>"#
    }
}

extension MarkedSubmission {
    /// How much of the points was earned.
    var share: Double { points > 0 ? earned / points : 0 }
}

/// Shares as people read them.
enum Percent {
    static func text(_ share: Double) -> String { "\(Int((min(max(share, -9.99), 9.99) * 100).rounded())) %" }
}
