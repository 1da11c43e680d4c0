import Notebook
import Testing

@testable import landuse

@Suite struct NotebookFormat4Tests {
    private let named = MediaBundle(representations: [.init(type: "text/plain", bytes: Array("a".utf8))], displayID: "x")

    @Test func `a named value carries its name, first and when it is replaced`() {
        for (object, type) in [(NotebookFormat4.object(.displayData(named)), "display_data"), (NotebookFormat4.update(named), "update_display_data")] {
            #expect(object["output_type"] as? String == type)
            #expect((object["transient"] as? [String: String]) == ["display_id": "x"])
            #expect((object["data"] as? [String: String]) == ["text/plain": "a"])
        }
    }

    @Test func `a value without a name has nothing of it`() {
        #expect(NotebookFormat4.object(.displayData(MediaBundle(representations: []))).keys.sorted() == ["data", "metadata", "output_type"])
    }
}
