import Assignments
import Foundation
import Testing

/// What is said where a folder is no assignment's.
struct AssignmentFolderTests {
    @Test func aFolderNearIsGuessed() throws {
        let root = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        for name in ["source", "submitted"] { try FileManager.default.createDirectory(at: root.appending(path: name), withIntermediateDirectories: true) }
        func words(_ path: String) -> String? {
            do { return (try AssignmentFolder(root.appending(path: path))).notebook.path } catch { return String(describing: error) }
        }
        #expect(words("submitted")?.hasSuffix("did you mean \(root.path)?") == true)
        #expect(words("source/a.md")?.hasSuffix("did you mean \(root.path)?") == true)
        #expect(words("")?.contains("there is no notebook here") == true)
        // One whose `assignment` is misspelt is named.
        try Data("---\nasignment: a\n---\n# A\n".utf8).write(to: root.appending(path: "source/a.md"))
        #expect(words("")?.contains("; a.md does not, or cannot be read: landuse check says why") == true)
    }
}
