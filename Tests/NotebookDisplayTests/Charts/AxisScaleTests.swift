import Testing

@testable import NotebookDisplay

@Suite struct AxisScaleTests {
    @Test(arguments: [
        ([0, 1], "0.0 0.2 0.4 0.6 0.8 1.0"), ([0.3, 2.8], "0.0 0.5 1.0 1.5 2.0 2.5 3.0"), ([-1, 1], "-1.0 -0.5 0.0 0.5 1.0"), ([0, 100], "0 20 40 60 80 100"),
        ([1234, 8765], "0 2000 4000 6000 8000 10000"), ([0.00012, 0.00031], "0.00010 0.00015 0.00020 0.00025 0.00030 0.00035"),
        ([3, 3], "2.6 2.8 3.0 3.2 3.4"), ([0, 0], "-1.0 -0.5 0.0 0.5 1.0"), ([], "0.0 0.2 0.4 0.6 0.8 1.0"), ([.nan, .infinity], "0.0 0.2 0.4 0.6 0.8 1.0"),
        ([0, 3e9], "0 1e9 2e9 3e9"), ([0, 4e-7], "0 1e-7 2e-7 3e-7 4e-7"),
    ] as [([Double], String)])
    func `round numbers around the data`(_ values: [Double], _ expected: String) {
        let scale = AxisScale(covering: values)
        #expect(scale.ticks.map(scale.label).joined(separator: " ") == expected)
        #expect(values.filter(\.isFinite).allSatisfy { $0 >= scale.lower && $0 <= scale.upper })
    }

    @Test(arguments: [
        ([1, 20], "5 10 15 20"), ([1, 3], "1 2 3"), ([1, 1], "0 1 2"), ([0.5, 12], "5 10"), ([1, 1000], "200 400 600 800 1000"),
    ] as [([Double], String)])
    func `whole numbers within the data, for epochs`(_ values: [Double], _ expected: String) {
        let scale = AxisScale(covering: values, isTight: true, isWhole: true)
        #expect(scale.ticks.map(scale.label).joined(separator: " ") == expected)
    }

    @Test func `positions run from the lower end to the upper, and not beyond`() {
        let scale = AxisScale(covering: [0, 10])
        #expect([0, 5, 10, 20, -3].map(scale.position) == [0, 0.5, 1, 1, 0])
    }

    @Test(arguments: [([1, 2, 3, 4, 5, 6, 7, 8], "▁▂▃▄▅▆▇█"), ([1, .nan, 8], "▁ █"), ([], "")] as [([Double], String)])
    func `a row of numbers as blocks`(_ values: [Double], _ expected: String) {
        #expect(Sparkline.text(values, in: 1...8) == expected)
    }

    @Test func `a long row keeps its end`() {
        let text = Sparkline.text((0..<1000).map(Double.init), in: 0...999)
        #expect(text.count == 40)
        #expect(text.last == "█")
    }
}
