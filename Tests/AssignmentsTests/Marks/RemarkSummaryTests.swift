import Assignments
import Testing

/// Remarks in a few words: what keeps a mark low comes first, and nothing is left out.
struct RemarkSummaryTests {
    private typealias Kind = GradedSubmission.Remark.Kind

    private func summary(_ kinds: Kind...) -> String { kinds.map { GradedSubmission.Remark($0, text: "It.") }.summary }

    @Test func words() {
        #expect(summary() == "")
        #expect(summary(.editedCell, .brokenCell) == "does not compile; edited cell")
        #expect(summary(.limit, .limit, .unfinishedCell) == "unfinished cell; 2 limits")
        #expect(summary(.extraFile, .extraFile, .editedFrontMatter) == "several notebooks; edited front matter")
    }

    @Test func everyKindHasWords() {
        let kinds: [Kind] = [
            .missingCell, .extraCell, .movedCell, .duplicateCell, .editedCell, .editedFrontMatter, .extraFile, .brokenCell, .unfinishedCell, .limit, .unreadable,
        ]
        for kind in kinds { #expect(!summary(kind).isEmpty, "\(kind)") }
    }
}
