import Foundation
import NotebookDisplay
import Testing

/// What checks draw from, with and without a judge; the environment is the process's.
@Suite(.serialized) struct CheckInputsTests {
    @Test func alone() {
        unsetenv("LANDUSE_CHECKS")
        #expect(checkSeed == 20_260_901)
        #expect(checkInputs == "")
        #expect(judgeSeed != checkSeed)
    }

    /// What the judge changes while the process runs is seen.
    @Test func fromAFolder() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "checks-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        setenv("LANDUSE_CHECKS", folder.path, 1)
        defer {
            unsetenv("LANDUSE_CHECKS")
            try? FileManager.default.removeItem(at: folder)
        }
        for (text, seed) in [("7", 7), ("18446744073709551615\n", UInt64.max)] {
            try Data(text.utf8).write(to: folder.appending(path: "seed"))
            #expect(checkSeed == seed)
        }
        #expect(checkInputs == folder.path + "/inputs")
        let meaningless = judgeSeed
        try Data("9\n".utf8).write(to: folder.appending(path: "judge-seed"))
        #expect(judgeSeed == 9 && meaningless != 9)
    }
}
