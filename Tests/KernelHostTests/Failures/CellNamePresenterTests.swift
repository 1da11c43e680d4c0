import Foundation
import Notebook
import Testing

@testable import CellCompiler
@testable import KernelHost

@Suite struct CellNamePresenterTests {
    private func presenter() throws -> (presenter: CellNamePresenter, module: String) {
        let cell = Cell(id: "cell-1", ordinal: 1, options: .init(), source: "let a = 1\na\n", firstLine: 20, removedColumns: [])
        let plan = try #require(CellPlan.plans(for: [cell], fingerprint: "").first)
        let compiled = CompiledCell(
            plan: plan, library: URL(filePath: "/cell.so"), swiftModule: URL(filePath: "/cell.swiftmodule"), diagnostics: [], wasCached: false)
        return (CellNamePresenter(path: "n.md", cells: [plan.module.name: compiled]), plan.module.name)
    }

    @Test(arguments: [
        ("@/@:2: Fatal error: why", "n.md:21: Fatal error: why"), ("@:1: Assertion failed", "n.md:20: Assertion failed"), ("[@.Kind.a]", "[Kind.a]"),
        ("'@.S'", "'S'"), ("@/@", "n.md"), ("@:99999999999999999999", "this notebook:99999999999999999999"), ("Cell_00000000000000000000:2", "this notebook:2"),
        ("plain Cell_ text", "plain Cell_ text"), ("", ""),
    ])
    func `a kernel's text names the notebook's places`(_ text: String, _ expected: String) throws {
        let (presenter, module) = try presenter()
        #expect(presenter.present(text.replacing("@", with: module)) == expected)
    }
}
