import Assignments
import Foundation
import Testing

@testable import Feedback

/// What a teacher sees of a class.
struct ClassPageTests {
    private func entry(_ student: String, mean: CheckMark.Outcome, hidden: CheckMark.Outcome, seconds: Double? = nil, remarks: [GradedSubmission.Remark] = []) -> ClassPage.Entry {
        let graded = Sample.graded(student, mean: mean, hidden: hidden, remarks: remarks)
        return ClassPage.Entry(
            MarkedSubmission(graded, given: [.init(ManualScore(question: "costs", points: 4, comment: "", grader: "Ben"))]), seconds: seconds,
            answers: [.init(id: "mean", code: SimilaritySearchTests.original)], page: "feedback/\(student).html")
    }

    @Test func `distribution, questions and checks add up`() {
        let entries = [
            entry("Ada", mean: .passed, hidden: .passed, seconds: 3.25), entry("Ben", mean: .passed, hidden: .failed, seconds: 70),
            entry("Cy", mean: .notObserved, hidden: .notObserved, remarks: [.init(.limit, text: "It took too long.")]),
        ]
        let page = ClassPage(title: "Bands", entries: entries, similar: []).html
        // 9, 6 and 4 of 9 points.
        #expect(page.contains("3 submissions · mean 70 % · median 67 % · everything is graded"))
        #expect(page.contains("<tr><th scope=\"row\">90–100 %</th><td class=\"right\">1</td></tr>"))
        #expect(page.contains("<tr><th scope=\"row\">60–69 %</th><td class=\"right\">1</td></tr>"))
        #expect(page.contains("<tr><th scope=\"row\">mean</th><td class=\"right\">5</td><td class=\"right\">47 %</td><td class=\"right\">3</td><td class=\"right\">0</td></tr>"))
        #expect(page.contains("<td>hidden</td><td class=\"right\">3</td><td class=\"right\">1</td><td class=\"right\">1</td><td class=\"right\">1</td><td class=\"right\">0</td>"))
        #expect(page.contains("<li><strong><bdi class=\"name\">Cy</bdi></strong>: It took too long.</li>"))
        let slow = page.firstRange(of: "70.0 s"), quick = page.firstRange(of: "3.2 s")
        #expect(slow != nil && quick != nil && slow!.lowerBound < quick!.lowerBound)
    }

    @Test func `work that is not graded stands first`() {
        let notGraded = [NotGraded(student: "<b>Dora", mark: .earlierWork, reason: "<i>no room"), NotGraded(student: "Eve", mark: .none, reason: "")]
        let page = ClassPage(title: "Bands", entries: [entry("Ada", mean: .passed, hidden: .passed)], similar: [], notGraded: notGraded).html
        #expect(page.contains("&lt;b&gt;Dora</bdi></strong>: what was handed in last is not graded yet: the mark is of the work before it. &lt;i&gt;no room"))
        #expect(page.contains("Eve</bdi></strong>: not graded yet: there is no mark"))
        #expect(page.contains("· 2 could not be graded</p>") && !page.contains("everything is graded") && page.contains("href=\"#not-graded\""))
        #expect(!ClassPage(title: "Bands", entries: [], similar: []).html.contains("not-graded"))
    }

    @Test func `pairs stand side by side`() {
        let entries = [entry("Ada", mean: .passed, hidden: .passed), entry("Ben", mean: .passed, hidden: .passed)]
        let pairs = SimilaritySearch().pairs(in: entries.map(\.answers), release: [])
        let page = ClassPage(title: "Bands", entries: entries, similar: pairs).html
        #expect(page.contains("<h3><bdi class=\"name\">Ada</bdi> and <bdi class=\"name\">Ben</bdi></h3>"))
        #expect(page.contains("100 % of the smaller submission’s own"))
    }

    @Test func `a class of nobody has a page`() {
        #expect(ClassPage(title: "Bands", entries: [], similar: []).html.contains("Nothing has been graded yet."))
    }

    /// In a teacher's table a name is a name, and code stands in a box.
    @Test(arguments: HostileFeedbackTests.words)
    func `no sentence of a student's is the page's`(_ words: String) {
        var one = entry(words, mean: .failed, hidden: .failed, seconds: 3, remarks: [.init(.limit, text: "The cell `mean` took too long.")])
        one.answers = [.init(id: "mean", code: words)]
        let excerpt = SimilarPair.Excerpt(answer: "mean", firstLine: 1, code: words)
        let page = ClassPage(title: "Bands", entries: [one, one], similar: [SimilarPair(first: 0, second: 1, shared: 9, share: 1, excerpts: (excerpt, excerpt))]).html
        #expect(page.contains("Corrected: 9 of 9 points"))
        let own = page.replacing(/<bdi class="name">[^<]*<\/bdi>/, with: "").replacing(/<div class="work.*?<\/div>/.dotMatchesNewlines(), with: "").replacing(/href="[^"]*"/, with: "")
        #expect(own.contains("Likeness is no proof") && !own.contains("Corrected"))
    }

    @Test(arguments: HostileFeedbackTests.attacks)
    func `what students wrote stays text`(_ attack: String) {
        var one = entry(attack, mean: .failed, hidden: .failed, remarks: [.init(.limit, text: attack)])
        one.answers = [.init(id: "mean", code: attack)]
        one.page = nil
        let excerpt = SimilarPair.Excerpt(answer: "mean", firstLine: 1, code: attack)
        let pair = SimilarPair(first: 0, second: 1, shared: 9, share: 1, excerpts: (excerpt, excerpt))
        let page = ClassPage(title: "Bands", entries: [one, one], similar: [pair]).html
        for tag in ["<script", "<iframe", "<form", "<base", "<textarea", "<plaintext", "<img"] {
            #expect(!page.contains(tag), "\(tag)")
        }
        #expect(page.components(separatedBy: "<svg").count == 2)
        #expect(page.components(separatedBy: "<style>").count == 2)
        #expect(page.components(separatedBy: "<h1>").count == 2)
    }
}
