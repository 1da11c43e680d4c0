import Testing

@testable import NotebookDisplay

/// A heatmap of more classes than a page has room for.
@Suite struct HeatmapTests {
    static let names = (0..<21).map { "class number \($0)" }
    static let values = (0..<21).map { row in (0..<21).map { $0 == row ? 123.0 : $0 == 0 ? 12345 : 0 } }

    @Test func `a large one leaves out zeros and numbers that do not fit`() throws {
        let chart = Heatmap(title: "m", rows: Self.names, columns: Self.names, values: Self.values)
        let svg = String(decoding: try #require(chart.mimeBundle[.svg]), as: UTF8.self)
        #expect(svg.contains(">123</text>") && !svg.contains(">12345</text>") && !svg.contains(">0</text>"))
        #expect(chart.table.rows[1][1] == "12345")
    }

    @Test func `in a terminal its columns have numbers`() throws {
        let chart = Heatmap(title: "m", rowLabel: "true", columnLabel: "predicted", rows: Self.names, columns: Self.names, values: Self.values)
        let lines = String(decoding: try #require(chart.mimeBundle[.plainText]), as: UTF8.self).split(separator: "\n")
        #expect(lines[1].hasPrefix("true \\ predicted") && lines[1].hasSuffix("  19   20"))
        #expect(lines[4].hasPrefix("1 class number 1"))
    }

    @Test func `a full scale and decimals may be given`() throws {
        var chart = Heatmap(title: "m", rows: ["a"], columns: ["x", "y"], values: [[50.25, 0]])
        chart.fullScale = 0...100
        chart.decimals = 0
        let svg = String(decoding: try #require(chart.mimeBundle[.svg]), as: UTF8.self)
        #expect(svg.contains(#"class="middle t5">50</text>"#))
        #expect(chart.table.rows == [["a", "50", "0"]])
    }
}
