import Foundation
import FoundationXML
import Testing

@testable import NotebookDisplay

/// What holds for every chart, whatever its data.
@Suite struct ChartTests {
    static let hostile = "</text><script>alert(1)</script>\u{0}\u{FFFE}&\""
    static let numbers: [[Double]] = [
        [], [1], [0, 0], [1, 2, 3], [.nan, 1, .infinity, 2, -.infinity], [-.greatestFiniteMagnitude, .greatestFiniteMagnitude],
        [.leastNonzeroMagnitude, 0], [1e-300, 2e-300], [1e9, 1e9 + 1], [1e15, 1e15 + 1], [-1e-7, 1e-7], (0..<10_000).map { Double($0 * $0 % 997) },
    ]
    static let charts: [any Displayable & Sendable] = numbers.flatMap { values -> [any Displayable & Sendable] in
        let series = [ChartSeries(hostile, values), ChartSeries("b", points: values.map { .init($0, -$0) })]
        let labels = values.prefix(3).map { "\($0) \(hostile)" }
        return [
            LineChart(title: hostile, xLabel: hostile, yLabel: hostile, series: series), marked(series), ScatterChart(title: hostile, xLabel: hostile, series: series),
            GroupedBarChart(
                title: hostile, valueLabel: hostile, groups: labels,
                series: [.init(hostile, Array(values.prefix(3)), spreads: Array(values.suffix(3)).prefix(labels.count).map { $0 }), .init("b", values.prefix(3).map { -$0 }), .init("c", Array(values.prefix(3)))]),
            ReliabilityDiagram(
                title: hostile, bins: values.prefix(30).map { .init(lower: $0, upper: $0 + 0.1, count: 3, confidence: $0, accuracy: $0 / 2) }, notes: [hostile]),
            Histogram(title: hostile, valueLabel: hostile, values: values),
            Heatmap(title: hostile, rowLabel: hostile, columnLabel: hostile, rows: labels, columns: labels, values: labels.isEmpty ? [] : [Array(values.prefix(3)), [1]].suffix(labels.count)),
        ]
    }

    private static func marked(_ series: [ChartSeries]) -> LineChart {
        var chart = LineChart(title: hostile, series: series)
        chart.markBest(.lowest, of: hostile)
        chart.markBest(.highest, of: "b")
        return chart
    }

    @Test(arguments: charts.indices)
    func `the picture is well-formed and holds nothing but its shapes and texts`(index: Int) throws {
        let chart = Self.charts[index]
        let svg = try #require(chart.mimeBundle[.svg])
        let parser = XMLParser(data: Data(svg)), elements = Elements()
        parser.delegate = elements
        #expect(parser.parse(), "\(chart): \(String(describing: parser.parserError))")
        #expect(elements.names.isSubset(of: ["svg", "desc", "style", "text", "rect", "path"]))
        #expect(elements.attributes.isSubset(of: ["xmlns", "role", "width", "height", "viewBox", "x", "y", "rx", "class", "d", "transform"]))
        #expect(elements.numbers.allSatisfy { $0.isFinite && abs($0) < 1e5 }, "\(chart)")
        #expect(elements.numbers.count > 3)
        // Ten thousand points are drawn as what can be seen of them.
        #expect(svg.count < 400_000)
    }

    @Test(arguments: charts.indices)
    func `every representation is there, and its data is JSON`(index: Int) throws {
        let bundle = Self.charts[index].mimeBundle
        #expect(bundle.representations.map(\.type) == [.plainText, .svg, .table])
        #expect(bundle.alternativeText?.isEmpty == false)
        let json = try #require(bundle[.table])
        let object = try #require(try JSONSerialization.jsonObject(with: Data(json)) as? [String: Any])
        #expect((object["data"] as? [Any]).map { $0.count <= 200 + 1 } == true)
    }

    @Test func `an appended value goes one step to the right, and a new name begins a series`() {
        var chart = LineChart(title: "Loss", xLabel: "epoch")
        chart.append(3.0, to: "a")
        chart.append(Float(1), to: "a")
        chart.append(2, to: "b")
        #expect(chart.series == [ChartSeries("a", [3, 1]), ChartSeries("b", [2])])
        #expect(chart.table.alignedText == "Loss\nepoch  a  b\n─────  ─  ─\n    1  3  2\n    2  1")
        #expect(chart.mimeBundle.alternativeText == "Loss; a from 3 at epoch 1 to 1 at epoch 2, between 1 and 3; b from 2 at epoch 1 to 2 at epoch 1, between 2 and 2")
        #expect(String(decoding: chart.mimeBundle[.plainText] ?? [], as: UTF8.self) == "Loss\na  █▁  3 → 1\nb  ▅  2 → 2")
    }

    @Test func `the table has every point of the picture: several at one place, and none without a place`() {
        let curve = ChartSeries("curve", points: [.init(0, 0), .init(0, 0.5), .init(1, 1), .init(.nan, 7)]), chance = ChartSeries("chance", points: [.init(0, 0), .init(1, 1)])
        #expect(LineChart(title: "ROC", series: [curve, chance]).table.rows == [["0", "0", "0"], ["0", "0.5000", ""], ["1", "1", "1"]])
    }

    @Test func `a gap in the values is a gap in the line`() throws {
        func lines(_ values: [Double]) throws -> Int {
            let svg = String(decoding: try #require(LineChart(title: "", series: [.init("a", values)]).mimeBundle[.svg]), as: UTF8.self)
            return svg.split(separator: "class=\"line s0\"").count - 1
        }
        #expect(try lines([1, 2, 3, 4]) == 1)
        #expect(try lines([1, 2, .nan, 4, 5]) == 2)
    }

    @Test func `a histogram counts every finite number once, its largest too`() {
        let chart = Histogram(title: "h", values: [0, 0.5, 1, 1.5, 2, .nan, .infinity], bins: 2)
        #expect(chart.bins == [.init(lower: 0, upper: 1, count: 2), .init(lower: 1, upper: 2, count: 3)])
        #expect(chart.omitted == 2)
        #expect(Histogram(title: "h", values: [7, 7], bins: 9).bins == [.init(lower: 7, upper: 7, count: 2)])
        #expect(Histogram(title: "h", values: [Double](), bins: 9).bins.isEmpty)
        let wide = Histogram(title: "h", values: [-.greatestFiniteMagnitude, 0, .greatestFiniteMagnitude], bins: 4)
        #expect(wide.bins.map(\.count) == [1, 0, 1, 1])
    }

    @Test func `a confusion matrix says where its least and most are`() {
        let chart = Heatmap(confusion: [[4, 1], [0, 9]], classes: ["a", "b"])
        #expect(chart.mimeBundle.alternativeText == "Confusion matrix: 2 rows, 2 columns; from 0 in row b, column a to 9 in row b, column b")
        #expect(chart.table.rows == [["a", "4", "1"], ["b", "0", "9"]])
    }
}

/// Collects elements' and attributes' names, and the numbers of shapes.
private final class Elements: NSObject, XMLParserDelegate {
    var names: Set<String> = []
    var attributes: Set<String> = []
    var numbers: [Double] = []

    func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]) {
        names.insert(name)
        self.attributes.formUnion(attributes.keys)
        for key in ["x", "y", "width", "height"] { if let value = attributes[key] { numbers.append(Double(value) ?? .nan) } }
        let words = (attributes["d"] ?? "").split { "MLAZ ".contains($0) }
        numbers += words.map { Double($0) ?? .nan }
    }
}
