@testable import Notebook
import Testing

@Suite struct NearestNameTests {
    @Test(arguments: [
        ("ehco", "echo"), ("Echo", "echo"), ("captoin", "caption"), ("time-out", "timeout"), ("i", "id"), ("zzz", nil), ("", nil),
    ])
    func nearest(_ name: String, _ expected: String?) {
        #expect(NearestName.of(name, among: OptionLines.known) == expected)
    }

    @Test(arguments: [("", "", 0), ("a", "", 1), ("kitten", "sitting", 3), ("ab", "ba", 1)])
    func distance(_ a: String, _ b: String, _ expected: Int) {
        #expect(NearestName.distance(a, b) == expected)
    }
}
