import SwiftParser
import SwiftSyntax
import Testing

@testable import CellCompiler

@Suite struct CompilationConditionTests {
    @Test(arguments: [
        ("true", true), ("!true", false), ("DEBUG", false), ("!DEBUG", true), ("(false)", false), ("os(Windows)", false), ("arch(riscv64)", false),
        ("canImport(A)", nil), ("swift(>=6)", nil), ("compiler(>=6)", nil), ("hasFeature(A)", nil), ("!canImport(A)", nil),
        ("false && canImport(A)", false), ("true || canImport(A)", true), ("true && canImport(A)", nil), ("false || canImport(A)", nil),
        ("true || true && false", true), ("DEBUG || os(Linux) || os(macOS)", true),
    ])
    func `what a condition says by itself`(_ condition: String, _ expected: Bool?) throws {
        let file = Parser.parse(source: "#if \(condition)\n#endif")
        let node = try #require(file.statements.first?.item.as(DeclSyntax.self)?.as(IfConfigDeclSyntax.self))
        #expect(CompilationCondition.holds(try #require(node.clauses.first?.condition)) == expected)
    }

    @Test(arguments: [
        ("#if A\n#elseif canImport(B)\n#elseif true\n#else\n#endif", 2), ("#if true\n#else\n#endif", 1), ("#if A\n#endif", 0), ("#if A\n#else\n#endif", 1),
    ])
    func `branches that may be built`(_ source: String, _ count: Int) throws {
        let node = try #require(Parser.parse(source: source).statements.first?.item.as(DeclSyntax.self)?.as(IfConfigDeclSyntax.self))
        #expect(node.possibleClauses.count == count)
    }
}
