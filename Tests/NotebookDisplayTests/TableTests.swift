import Foundation
import Testing

@testable import NotebookDisplay

@Suite struct TableTests {
    @Test(arguments: [
        (Table(columns: ["Class", Table.Column("p", alignment: .trailing)], rows: [["forest", "0.9"], ["río", "12.5"]]),
            "Class      p\n──────  ────\nforest   0.9\nrío     12.5"),
        (Table(columns: ["a"], rows: [], title: "T", notes: ["n1", "n2"]), "T\na\n─\nn1\nn2"),
        (Table(columns: ["a", "b"], rows: [["1"], ["1", "2", "3"], []]), "a  b\n─  ─\n1\n1  2\n"),
        (Table(columns: ["a"], rows: [["two\nlines"]]), "a\n─────────\ntwo lines"),
        (Table(columns: [], rows: [["x"]]), "\n\n"),
    ])
    func `as text`(_ table: Table, _ expected: String) {
        #expect(table.alignedText == expected)
    }

    @Test func `rows and columns may change after it is made`() throws {
        var table = Table(columns: ["a", "b"], rows: [["1", "2"]])
        table.rows.append(["3"])
        table.columns.append("c")
        #expect(table.alignedText == "a  b  c\n─  ─  ─\n1  2\n3")
        #expect(try records(table) == [["c0": "1", "c1": "2", "c2": ""], ["c0": "3", "c1": "", "c2": ""]])
    }

    @Test func `as data it keeps every character, and columns of one name apart`() throws {
        let table = Table(columns: ["\"x\"\n", "\"x\"\n"], rows: [["</td>\\", "\u{0}"]], title: "T\t", notes: ["é"])
        #expect(try records(table) == [["c0": "</td>\\", "c1": "\u{0}"]])
        let object = try object(table)
        #expect(object["title"] as? String == "T\t")
        #expect(object["notes"] as? [String] == ["é"])
        let fields = try #require((object["schema"] as? [String: Any])?["fields"] as? [[String: String]])
        #expect(fields.map { $0["title"] } == ["\"x\"\n", "\"x\"\n"])
        #expect(fields.map { $0["name"] } == ["c0", "c1"])
        #expect(fields.map { $0["alignment"] } == ["leading", "leading"])
    }

    @Test func `a customary text of its own goes to terminals`() {
        let bundle = Table(columns: ["a"], rows: [["1"]], plainText: "mine").mimeBundle
        #expect(bundle[.plainText] == Array("mine".utf8))
        #expect(bundle.representations.map(\.type) == [.plainText, .table])
    }

    private func object(_ table: Table) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(table.tabularDataResource.utf8)) as? [String: Any])
    }

    private func records(_ table: Table) throws -> [[String: String]] {
        try #require(try object(table)["data"] as? [[String: String]])
    }
}
