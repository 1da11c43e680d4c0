import Foundation
import Testing
@testable import LandUseKit

@Suite("What the fuzzer learnt")
struct CheckpointCorpusTests {
    @Test("every small file of the corpus is read, or refused with a reason, and never traps") func corpus() throws {
        let folder = URL(filePath: Fixtures.path("")).deletingLastPathComponent().appending(path: "Fuzzing/corpus").path()
        let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(names.count >= 50)
        var accepted = 0
        for name in names {
            let bytes = try contents(of: "\(folder)/\(name)")
            do throws(CheckpointError) {
                let state = try StateDict(bytes: bytes, named: "FILE")
                for (name, tensor) in state.entries where tensor.count <= 4096 {
                    #expect(tensor.elements.count == tensor.count, "\(name)")
                }
                accepted += 1
            } catch {
                #expect(error.description.contains("FILE"), "\(name)")
            }
        }
        #expect(accepted > 0 && accepted < names.count, "the corpus has files that are read, and files that are not")
    }
}
