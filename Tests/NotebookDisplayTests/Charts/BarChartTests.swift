import Foundation
import FoundationXML
import Testing

@testable import NotebookDisplay

@Suite struct BarChartTests {
    static let charts: [BarChart] = [
        BarChart(title: "Classes", valueLabel: "p", bars: [.init("forest", 0.75), .init("river", 0.25)]),
        BarChart(title: "", valueLabel: "", bars: []),
        BarChart(title: "odd", valueLabel: "v", bars: [.init("nan", .nan), .init("inf", .infinity), .init("-inf", -.infinity)]),
        BarChart(title: "signs", valueLabel: "v", bars: [.init("a", -1), .init("b", 0), .init("c", -0.0)]),
        BarChart(title: "huge", valueLabel: "v", bars: [.init("a", .greatestFiniteMagnitude), .init("b", .leastNonzeroMagnitude), .init("c", 1e300)]),
        BarChart(title: "scale", valueLabel: "v", bars: [.init("a", 5)], maximum: .nan),
        BarChart(title: "scale", valueLabel: "v", bars: [.init("a", 5)], maximum: .leastNonzeroMagnitude),
        BarChart(title: "scale", valueLabel: "v", bars: [.init("a", 5)], maximum: .infinity),
        BarChart(title: "<script>&\"'", valueLabel: "]]>", bars: [.init("</text><script>alert(1)</script>\u{0}\u{FFFE}\u{FFFF}\u{1B}", 1), .init("a\nb\tc", 2)]),
    ]

    @Test(arguments: charts)
    func `the picture is well-formed and holds nothing but its shapes and texts`(chart: BarChart) throws {
        let svg = try #require(chart.mimeBundle[.svg])
        let parser = XMLParser(data: Data(svg)), elements = Elements()
        parser.delegate = elements
        #expect(parser.parse(), "\(String(describing: parser.parserError))")
        #expect(elements.names.isSubset(of: ["svg", "desc", "style", "text", "rect"]))
        #expect(elements.numbers.allSatisfy { $0.isFinite && $0 >= 0 })
        #expect(!elements.numbers.isEmpty)
    }

    @Test(arguments: charts)
    func `every representation is there, and its data is JSON`(chart: BarChart) throws {
        let bundle = chart.mimeBundle
        #expect(bundle.representations.map(\.type) == [.plainText, .svg, .table])
        #expect(bundle.alternativeText?.isEmpty == false)
        _ = try JSONSerialization.jsonObject(with: Data(try #require(bundle[.table])))
    }

    @Test func `as text, the longest bar is thirty blocks`() throws {
        let text = String(decoding: try #require(Self.charts[0].mimeBundle[.plainText]), as: UTF8.self)
        let bar = { String(repeating: "█", count: $0) }
        #expect(text == "Classes\nforest  \(bar(30)) 0.7500\nriver   \(bar(10)) 0.2500")
    }

    @Test func `a value that is no number draws no bar and says so`() throws {
        let text = String(decoding: try #require(Self.charts[2].mimeBundle[.plainText]), as: UTF8.self)
        #expect(text == "odd\nnan   NaN\ninf   ∞\n-inf  −∞")
    }

    @Test func `the words for a picture give its data`() {
        #expect(Self.charts[0].mimeBundle.alternativeText == "Classes: forest 0.7500, river 0.2500")
    }
}

/// Collects elements' names and the numbers in their attributes.
private final class Elements: NSObject, XMLParserDelegate {
    var names: Set<String> = []
    var numbers: [Double] = []

    func parser(_ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?, attributes: [String: String] = [:]) {
        names.insert(name)
        for key in ["x", "y", "width", "height"] { if let value = attributes[key] { numbers.append(Double(value) ?? .nan) } }
    }
}
