import Foundation
import Testing

@testable import NotebookDisplay

@Suite struct GroupedBarChartTests {
    static let chart = GroupedBarChart(
        title: "Runs", valueLabel: "share", groups: ["frozen", "tuned"],
        series: [.init("accuracy", samples: [[0.5, 0.75, 1], [0.25]]), .init("F1", [0.5, .nan])])

    @Test func `samples become their mean and standard deviation`() {
        #expect(Self.chart.series[0].values == [0.75, 0.25])
        #expect(Self.chart.series[0].spreads[0] == 0.25)
        #expect(Self.chart.table.rows == [["frozen", "0.7500 ± 0.2500", "0.5000"], ["tuned", "0.2500", "NaN"]])
        #expect(
            Self.chart.mimeBundle.alternativeText
                == "Runs; frozen: accuracy 0.7500 ± 0.2500, F1 0.5000; tuned: accuracy 0.2500, F1 NaN")
    }

    @Test func `of many groups, the words give the least and the most`() {
        let groups = (0..<9).map { "class \($0)" }
        let chart = GroupedBarChart(title: "F1", groups: groups, series: [.init("F1", (0..<9).map { Double($0) / 8 })])
        #expect(chart.mimeBundle.alternativeText == "F1: 9 groups; F1 from 0 (class 0) to 1 (class 8)")
    }

    @Test func `series differ in how bars are filled, and a spread has a whisker`() throws {
        let svg = String(decoding: try #require(Self.chart.mimeBundle[.svg]), as: UTF8.self)
        func count(_ text: String) -> Int { svg.components(separatedBy: text).count - 1 }
        // Beside those of the legend.
        #expect(count(#"class="f0""#) == 1 + 2)
        #expect(count(#"class="f1 pale""#) == 1 + 1)
        #expect(count(#"class="b1""#) == 1 + 1)
        #expect(count(#"class="whisker""#) == 1)
    }
}
