import Foundation
import Testing
@testable import LandUseKit

/// The collection of checkpoints that stands beside the checkout, in ../shared/data, on the project's own machines.
@Suite("The shared checkpoints", .enabled(if: SharedCheckpoints.areThere, "there is no folder ../shared/data/checkpoints beside the checkout"))
struct SharedCheckpointsTests {
    @Test("each has PyTorch's names, shapes and values, or is refused with the right reason") func all() throws {
        let expected: [String: [String: ExpectedTensor]] = try Fixtures.json("checkpoints/shared.json")
        let found = try SharedCheckpoints.names()
        #expect(found.count == expected.count + Self.refused.count)
        for name in found {
            let path = SharedCheckpoints.folder + "/" + name
            if let tensors = expected[name] {
                #expect(try StateDict(contentsOf: path).described == tensors, "\(name)")
            } else {
                #expect(refusal(path) == Self.refused[name], "\(name)")
                #expect(Self.refused[name] != nil, "\(name) is a file that nothing is known of")
            }
        }
    }

    static let refused = [
        "burn/broken.pt": "FILE is no checkpoint: it has 3 bytes, too few for one",
        "resnet18-f37072fd.truncated.pth":
            "FILE is no valid checkpoint: it begins as a ZIP file does, and the directory at its end is missing: it is truncated; download or copy it anew",
    ]
}

enum SharedCheckpoints {
    static var folder: String {
        (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
            .deletingLastPathComponent().appending(path: "shared/data/checkpoints").path()
    }

    static var areThere: Bool { FileManager.default.fileExists(atPath: folder) }

    /// The files' paths within the folder.
    static func names() throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(folder)/\($0)", isDirectory: &isFolder) && !isFolder.boolValue
        }.sorted()
    }
}
