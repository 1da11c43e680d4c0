import Notebook
import Testing

@Suite struct OutputTests {
    private func named(_ text: String, _ id: String?) -> MediaBundle {
        MediaBundle(representations: [.init(type: "text/plain", bytes: Array(text.utf8))], displayID: id)
    }

    @Test func `a value takes the place of the one that is shown under its name, and of no other`() {
        var outputs: [Output] = [.stream(.stdout, text: "x"), .displayData(named("1", "a")), .displayData(named("2", "b")), .displayData(named("3", nil))]
        let before = outputs
        for bundle in [named("9", nil), named("9", "c")] {
            outputs.update(with: bundle)
            #expect(outputs == before)
        }
        outputs.update(with: named("4", "a"))
        #expect(outputs == [before[0], .displayData(named("4", "a")), before[2], before[3]])
    }
}
