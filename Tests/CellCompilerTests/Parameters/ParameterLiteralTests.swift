import SwiftParser
import SwiftSyntax
import Testing

@testable import CellCompiler

/// Values from outside become literals, or nothing.
@Suite struct ParameterLiteralTests {
    private func type(_ annotation: String) throws -> ParameterType {
        let tree = Parser.parse(source: "let x: \(annotation)")
        let annotation = try #require(tree.statements.first?.item.as(VariableDeclSyntax.self)?.bindings.first?.typeAnnotation)
        return try #require(ParameterType(annotation: annotation.type))
    }

    @Test(arguments: [
        ("Int", "3", "3"), ("Int", "-3", "-3"), ("Int", "+1_000", "1000"), ("Int", "-9223372036854775808", "-9223372036854775808"),
        ("UInt64", "18446744073709551615", "18446744073709551615"), ("Int8", "-128", "-128"), ("Int", "007", "7"),
        ("Double", "3", "3.0"), ("Double", "1e-3", "0.001"), ("Double", ".5", "0.5"), ("Float", "-2.", "-2.0"), ("Double", "1e300", "1e+300"),
        ("Bool", "true", "true"), ("String", "", #""""#), ("String", "a b", #""a b""#), ("String", "true", #""true""#),
        ("[Int]", "[1, 2]", "[1, 2]"), ("[Int]", "1,2", "[1, 2]"), ("[Int]", "5", "[5]"), ("[Double]", "[1, .5]", "[1.0, 0.5]"), ("[Int]", " [ ] ", "[]"),
        ("[String]", #"[a, "b, c", d e]"#, #"["a", "b, c", "d e"]"#), ("[String]", #"["\"\\\n"]"#, #"["\"\\\n"]"#), ("[Bool]", "true, false", "[true, false]"),
    ])
    func `a value of the type`(_ name: String, _ text: String, _ literal: String) throws {
        #expect(try type(name).literal(for: text) == literal)
    }

    @Test(arguments: [
        ("Int", ""), ("Int", "2.5"), ("Int", "two"), ("Int", "9223372036854775808"), ("Int", "1 "), ("Int", "0x10"), ("Int", "_1"), ("Int", "1;print(2)"), ("Int", "١"),
        ("UInt8", "256"), ("UInt8", "-1"), ("Int8", "-129"), ("Double", "nan"), ("Double", "inf"), ("Double", "1e999"), ("Double", "0x1p3"), ("Double", "."), ("Float", "1e39"),
        ("Bool", "yes"), ("Bool", "True"), ("[Int]", ""), ("[Int]", "[1"), ("[Int]", "1]"), ("[Int]", "[1,]"), ("[Int]", "[1,,2]"), ("[Int]", #"["1"]"#), ("[Int]", "[1, a]"),
        ("[String]", #"["a]"#), ("[String]", #"["a"b]"#), ("[String]", "[[a]]"), ("[String]", #"["\q"]"#),
    ])
    func `no value of the type`(_ name: String, _ text: String) throws {
        #expect(try type(name).literal(for: text) == nil)
    }

    /// Whatever a text holds, its literal is one string literal without interpolation, and means the text.
    @Test(arguments: [
        #"\(fatalError())"#, #"" + exit(1) + ""#, "\"\"\"", #"\"#, #"\\"#, "a\nb", "b\r\nc", "c\td", "\u{0}", "\u{1B}[31m", "\u{7F}", "\u{2028}\u{2029}\u{202E}", "é日本👩‍👩‍👧", "#\"x\"#", "*/ //",
    ])
    func `a text is never code`(_ text: String) throws {
        let literal = ParameterType.stringLiteral(text)
        #expect(!literal.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" })
        let tree = Parser.parse(source: "let x = \(literal)")
        #expect(!tree.hasError)
        #expect(tree.statements.count == 1)
        let value = try #require(tree.statements.first?.item.as(VariableDeclSyntax.self)?.bindings.first?.initializer?.value.as(StringLiteralExprSyntax.self))
        #expect(value.segments.allSatisfy { $0.is(StringSegmentSyntax.self) })
        #expect(value.representedLiteralValue == text)
    }

    @Test(arguments: ["[[Int]]", "Int?", "Date", "(Int, Int)", "[String: Int]", "Any", "Float80"])
    func `other types take no value`(_ annotation: String) throws {
        let tree = Parser.parse(source: "let x: \(annotation)")
        let written = try #require(tree.statements.first?.item.as(VariableDeclSyntax.self)?.bindings.first?.typeAnnotation)
        #expect(ParameterType(annotation: written.type) == nil)
    }
}
