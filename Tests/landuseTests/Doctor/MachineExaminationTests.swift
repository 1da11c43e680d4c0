import CellCompiler
import Foundation
import Testing
@testable import landuse

/// What `landuse doctor` finds depends on the machine; that it finds it does not.
struct MachineExaminationTests {
    @Test func `a machine without anything is told what to do`() async throws {
        let folder = try TemporaryFolder()
        let findings = await MachineExamination(environment: ["PATH": folder.url.path, "OPENBLAS_CORETYPE": "Haswell"], cache: CellCache(root: folder.url)).findings()
        let toolchain = try #require(findings.first { $0.name == "toolchain" })
        #expect(toolchain.state == .broken)
        #expect(toolchain.remedy?.contains("swift.org") == true)
        #expect(findings.first { $0.name == "sandbox" }?.remedy == "apt-get install bubblewrap")
        #expect(findings.first { $0.name == "OpenBLAS settings" }?.remedy?.contains("unset OPENBLAS_CORETYPE") == true)
    }

    @Test func `the machine that passes these tests can run notebooks`() async throws {
        let folder = try TemporaryFolder()
        var examination = MachineExamination()
        examination.cache = CellCache(root: folder.url)
        let broken = await examination.findings().filter { $0.state == .broken }
        #expect(broken == [], "\(broken.map(\.text))")
    }

    @Test func `every finding that asks for something says what`() async {
        for finding in await MachineExamination().findings() where finding.state != .good { #expect(finding.remedy != nil, "\(finding.name)") }
    }
}
