import Foundation
import Testing

@testable import Grading

/// What lies in the folder that checks draw from.
struct RunFolderTests {
    private static func text(_ name: String, in folder: RunFolder) -> String? {
        try? String(contentsOf: folder.checks.appending(path: name), encoding: .utf8)
    }

    @Test func submissionsNeverHoldTheSecretNorTheJudgesSeed() throws {
        let folder = try RunFolder()
        defer { folder.remove() }
        #expect(Self.text("seed", in: folder) == "20260901\n")
        try folder.draw(seed: 5, inputs: nil)
        #expect(Self.text("seed", in: folder) == "\(RunFolder.derived("check", from: 5))\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.checks.path).sorted() == ["inputs", "seed"])
    }

    @Test func theTeachersRunHasASeedOfItsOwnBesideTheSameOne() throws {
        let folder = try RunFolder()
        defer { folder.remove() }
        try folder.draw(seed: 5, inputs: nil, isJudges: true)
        let seeds = [RunFolder.derived("check", from: 5), RunFolder.derived("judge", from: 5)]
        #expect([Self.text("seed", in: folder), Self.text("judge-seed", in: folder)] == seeds.map { "\($0)\n" })
        #expect(Set(seeds + [5]).count == 3)
        #expect(RunFolder.derived("check", from: 5) != RunFolder.derived("check", from: 6))
    }
}
