import CellCompiler
import Foundation
import TestFolders
import Testing
@testable import landuse

/// What `landuse doctor` finds depends on the machine; that it finds it does not.
struct MachineExaminationTests {
    @Test func `a machine without anything is told what to do`() async throws {
        let folder = try TemporaryFolder()
        var examination = MachineExamination(environment: ["PATH": folder.url.path, "OPENBLAS_CORETYPE": "Haswell"], cache: CellCache(root: folder.url))
        examination.sandboxFolders = [folder.url.path]
        let findings = await examination.findings()
        let toolchain = try #require(findings.first { $0.name == "toolchain" })
        #expect(toolchain.state == .broken)
        #expect(toolchain.remedy?.contains("swift.org") == true)
        #expect(findings.first { $0.name == "sandbox" }?.remedy == "apt-get install bubblewrap util-linux")
        let held = try #require(findings.first { $0.state == .heldBack })
        #expect(held.name == "OpenBLAS")
        #expect(held.remedy?.contains("unset OPENBLAS_CORETYPE") == true)
        #expect(findings.first { $0.name == "Python peer" }?.state == .lacking)
        #expect(!findings.contains { $0.name == "language service" })
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

    @Test func `folders that cannot be written to are named`() async throws {
        let folder = try TemporaryFolder()
        let file = folder.url.appending(path: "file")
        try Data().write(to: file)
        var examination = MachineExamination(environment: ["PATH": "", "TMPDIR": file.appending(path: "tmp").path], cache: CellCache(root: file.appending(path: "c")))
        #expect(examination.cacheFolder.state == .broken)
        #expect(examination.cacheFolder.detail.contains(file.path))
        #expect(examination.temporaryFolder.state == .broken)
        examination.environment["TMPDIR"] = folder.url.path
        #expect(examination.temporaryFolder.detail.contains(folder.url.path))
    }

    @Test func `a sandbox that may not do its work is told apart from none`() throws {
        let folder = try TemporaryFolder()
        let program = folder.url.appending(path: "bwrap")
        try Data("#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2\nexit 1\n".utf8).write(to: program)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: program.path)
        var examination = MachineExamination(environment: ["PATH": folder.url.path], cache: CellCache(root: folder.url))
        examination.sandboxFolders.insert(folder.url.path, at: 0)
        let sandbox = examination.sandbox
        #expect(sandbox.state == .lacking)
        #expect(sandbox.detail.contains("No permissions to create new namespace"))
        #expect(sandbox.remedy?.contains("apt-get") == false)
        examination.sandboxFolders = [folder.url.path]
        #expect(examination.sandbox.detail.contains("setpriv"))
        #expect(examination.sandbox.remedy?.contains("util-linux") == true)
    }

    @Test(arguments: [(UInt64(5) << 20, "5 MiB"), (3 << 29, "1.5 GiB"), (24 << 30, "24 GiB")])
    func `sizes`(_ bytes: UInt64, _ text: String) { #expect(MachineExamination.size(bytes) == text) }

    @Test func `findings are JSON where asked, and the version is told`() async throws {
        let folder = try TemporaryFolder()
        let run = try await Program.run(["doctor", "--json"], in: folder.url)
        let findings = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [[String: String]])
        #expect(findings.count > 8)
        #expect(findings.allSatisfy { $0["name"] != nil && $0["state"] != nil && $0["detail"] != nil })
        #expect(try await Program.run(["--version"], in: folder.url).output == Landuse.version + "\n")
    }
}
