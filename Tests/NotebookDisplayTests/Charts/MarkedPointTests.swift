import Foundation
import Testing

@testable import NotebookDisplay

/// The best point of a line, in words and in the picture.
@Suite struct MarkedPointTests {
    @Test func `the mark follows what is appended, and takes the first of equals`() throws {
        var chart = LineChart(title: "Accuracy", xLabel: "epoch")
        chart.markBest(.highest, of: "validation")
        for value in [0.25, 0.75, .nan, 0.75, 0.5] { chart.append(value, to: "validation") }
        #expect(chart.table.notes == ["highest of validation: 0.7500 at epoch 2"])
        #expect(chart.mimeBundle.alternativeText?.hasSuffix("; highest of validation: 0.7500 at epoch 2") == true)
        #expect(String(decoding: try #require(chart.mimeBundle[.plainText]), as: UTF8.self).hasSuffix("\nhighest of validation: 0.7500 at epoch 2"))
        chart.append(1, to: "validation")
        #expect(chart.table.notes == ["highest of validation: 1 at epoch 6"])
        let svg = String(decoding: try #require(chart.mimeBundle[.svg]), as: UTF8.self)
        #expect(svg.components(separatedBy: "class=\"ring b0\"").count == 2)
    }

    @Test func `a series without values, or none of that name, has no mark`() {
        var chart = LineChart(title: "Loss", series: [.init("training", [Double.nan])])
        chart.markBest(.lowest, of: "training")
        chart.markBest(.lowest, of: "validation")
        #expect(chart.table.notes.isEmpty)
        chart.append(2, to: "validation")
        #expect(chart.table.notes == ["lowest of validation: 2 at 1"])
    }

    @Test func `the vertical axis covers the range that is asked for`() throws {
        var chart = LineChart(title: "Accuracy", series: [.init("a", [0.5, 0.6])])
        chart.yRange = 0...1
        let svg = String(decoding: try #require(chart.mimeBundle[.svg]), as: UTF8.self)
        #expect(svg.contains(">0.0</text>") && svg.contains(">1.0</text>"))
    }
}
