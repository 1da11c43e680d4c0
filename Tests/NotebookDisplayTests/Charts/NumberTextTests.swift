import Testing

@testable import NotebookDisplay

@Suite struct NumberTextTests {
    @Test(arguments: [
        (0, "0"), (-0.0, "0"), (1, "1"), (-3, "-3"), (1000, "1000"), (999_999_999, "999999999"), (0.5, "0.5000"), (2.5, "2.500"), (-2.5, "-2.500"),
        (12.345, "12.35"), (123.456, "123.5"), (1234.56, "1234.6"), (123456.78, "123456.8"), (0.00012, "0.0001"), (9.9996, "10.000"),
        (0.99996, "1.0000"), (999_999_999.96, "1000000000.0"), (1e-5, "1e-05"), (-1e-5, "-1e-05"), (1e9, "1000000000.0"), (1e16, "1e+16"), (1e300, "1e+300"),
        (8.856889184860606e-05, "8.857e-05"), (-9.99996e-7, "-1e-06"), (1.25e20, "1.25e+20"), (1_234_567_890.75, "1234567891.0"),
        (.leastNonzeroMagnitude, "5e-324"), (.greatestFiniteMagnitude, "1.798e+308"), (.nan, "NaN"), (.infinity, "∞"), (-.infinity, "−∞"),
    ] as [(Double, String)])
    func short(_ value: Double, _ expected: String) {
        #expect(NumberText.short(value) == expected)
    }

    @Test(arguments: [(1.005, 1, "1.0"), (0.25, 1, "0.3"), (-0.25, 1, "-0.3"), (-0.04, 1, "0.0"), (0.001, 2, "0.00"), (12, 3, "12.000"), (12.5, -1, "13"), (12345.678, 16, "12345.678000000000"), (0.1, 99, "0.100000000000000"), (-999_999_999_999, 15, "-999999999999.00000"), (1e12, 2, "1000000000000.0"), (.nan, 2, "NaN")])
    func fixed(_ value: Double, _ decimals: Int, _ expected: String) {
        #expect(NumberText.fixed(value, decimals: decimals) == expected)
    }
}
