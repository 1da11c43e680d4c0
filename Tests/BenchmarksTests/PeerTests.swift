import Foundation
import Testing

@testable import Benchmarks

@Suite struct PeerTests {
    @Test func `a percent script becomes a notebook`() throws {
        let script = PercentScript("\"\"\"About it.\"\"\"\n\n# %%\nimport torch\n\n# %% named\nprint(1)\nprint(2)\n")
        #expect(script.cells == ["import torch", "print(1)\nprint(2)"])
        let notebook = try #require(try JSONSerialization.jsonObject(with: script.notebook) as? [String: Any])
        #expect(notebook["nbformat"] as? Int == 4)
        #expect((notebook["cells"] as? [[String: Any]])?.map { $0["source"] as? String } == script.cells)
    }

    @Test func `figures are seconds and bytes`() throws {
        let figures = try NetworkFigures("LandUseKit; 0.5 1e-2 ; 1048576\n")
        #expect(figures.seconds == [0.5, 0.01] && figures.bytes == 1_048_576)
    }

    @Test(arguments: ["warning: no GPU", "LandUseKit; fast; 1", "LandUseKit; 0.5; much", "LandUseKit; 0.5"])
    func `other lines are no figures`(line: String) {
        #expect(throws: BenchmarkError.self) { try NetworkFigures(line) }
    }

    @Test func `a Python that does not run is a missing peer`() async {
        let peer = await PythonPeer.find("/no/such/python")
        #expect(peer == .missing(reason: "/no/such/python does not run"))
        #expect(peer.child(["x"]) == nil)
        #expect(peer.note.contains("torchsummary"))
    }

    @Test func `variables that change BLAS's speed are known`() {
        let environment = ["OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_L2_SIZE": "512", "OMP_NUM_THREADS": "1", "PATH": "/bin", "TORCH_HOME": "/t"]
        #expect(SpeedVariables.names(in: environment) == ["OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE"])
    }
}
