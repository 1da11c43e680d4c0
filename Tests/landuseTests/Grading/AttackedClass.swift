import Digest
import Foundation
import Gradebook
import Sandbox
import TestFolders

/// The class of `GradingTests/Fixtures/attacks`, graded once, as a teacher grades it: by the program, in jails.
final class AttackedClass: @unchecked Sendable {
    let folder: URL
    /// What the program said.
    let grading: Program.Run
    let release: Program.Run
    private let temporary: TemporaryFolder

    /// What a result comes to, as far as the tests look at it.
    struct Result: Decodable {
        struct Check: Decodable {
            var id: String
            var earned: Double
        }
        struct Remark: Decodable {
            var kind: String
            var text: String
        }
        var checks: [Check]
        var remarks: [Remark]

        var earned: Double { checks.reduce(0) { $0 + $1.earned } }
    }

    /// The drawn phase's, a number that stands nowhere else.
    static let seed: UInt64 = 7_741_774_177_417_741

    static let fixtures = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../GradingTests/Fixtures/attacks").standardizedFileURL

    static let canMakeJails: Bool = {
        let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        return (try? SandboxAvailability.require(in: folder)) != nil
    }()

    /// One for all tests.
    static let shared = Task { try await AttackedClass() }

    private init() async throws {
        temporary = try TemporaryFolder()
        folder = temporary.url.appending(path: "attacked")
        try FileManager.default.copyItem(at: Self.fixtures, to: folder)
        try Self.addOddFiles(to: folder.appending(path: "submitted"))
        release = try await Program.run(["assignment", "release", folder.path], in: temporary.url)
        let gradebook = try Gradebook(path: folder.appending(path: "gradebook.sqlite").path)
        _ = try gradebook.drawnSeed(for: "attacked") { Self.seed }
        // A grader that dies is to say where.
        grading = try await Program.run(["grade", folder.path, "--time-limit", "60"], in: temporary.url, variables: ["SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no"])
    }

    /// What cannot be committed: names that are formulas or markup, links, pipes, files without content, archives.
    private static func addOddFiles(to submitted: URL) throws {
        let perfect = submitted.appending(path: "perfect.md"), files = FileManager.default
        func path(_ name: String) -> String { submitted.appending(path: name).path }
        // The honest ones, whose names are somebody's attack.
        for name in ["=HYPERLINK(\"https:··attack.invalid\",\"16\").md", "<script>document.title='INJECTED'<·script>.md", "Ada Lovelace.md"] {
            try files.copyItem(atPath: perfect.path, toPath: path(name))
        }
        // Chosen to be what becomes of a classmate's.
        try Data("Wants the file of somebody else.\n".utf8).write(to: submitted.appending(path: "Ada_Lovelace-\(digest("Ada Lovelace")).md"))
        symlink("../source/attacked.md", path("link.md"))
        symlink("../gradebook.sqlite", path("gradebook.zip"))
        symlink("../source", path("folder"))
        mkfifo(path("pipe.md"), 0o644)
        try Data().write(to: submitted.appending(path: "sparse.md"))
        truncate(path("sparse.md"), 1 << 40)
        try Data().write(to: submitted.appending(path: "sparse.zip"))
        truncate(path("sparse.zip"), 1 << 40)
        mkdir(path("inside"), 0o755)
        symlink("../../source/attacked.md", path("inside/attacked.md"))
        try Data("```swift\n//| id: scaled\n".utf8 + Data(repeating: 0x61, count: 3 << 20)).write(to: submitted.appending(path: "long.md"))
        try Data(String(repeating: "```swift\n```\n", count: 80_000).utf8).write(to: submitted.appending(path: "many.md"))
    }

    /// As grading makes it of a name.
    private static func digest(_ name: String) -> String { String(SHA256.hex(of: name.utf8).prefix(10)) }

    /// How a submission was graded.
    struct Run: Decodable {
        /// Whether its cells were compiled together, in the jail too.
        var wasBatched: Bool
        var sharedChecks: Bool
        /// Whether it was graded once more, because something of it was killed.
        var wasRepeated: Bool?
    }

    func run(_ name: String) throws -> Run {
        try JSONDecoder().decode(Run.self, from: Data(contentsOf: folder.appending(path: "autograded/\(name)/run.json")))
    }

    func result(_ name: String) throws -> Result {
        try JSONDecoder().decode(Result.self, from: Data(contentsOf: folder.appending(path: "autograded/\(name)/result.json")))
    }

    /// All that grading has kept and written about one student.
    func pages(_ name: String) throws -> [(file: String, content: Bytes)] {
        try ["autograded/\(name)/result.json", "autograded/\(name)/feedback.json", "feedback/\(name).html"].map { file in
            (file, Bytes(try Data(contentsOf: folder.appending(path: file))))
        }
    }

    /// Everybody's file names.
    func students() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "autograded").path).filter { !$0.hasPrefix(".") }.sorted()
    }
}

/// A file's content, searched as bytes: some of these are large, and no text.
struct Bytes {
    private let data: Data

    init(_ data: Data) { self.data = data }

    var count: Int { data.count }

    func contains(_ text: String) -> Bool {
        data.range(of: Data(text.utf8)) != nil
    }

    /// All but what stands between two marks.
    func without(from start: String, to end: String) -> Bytes {
        var kept = Data(), place = data.startIndex
        while let opening = data.range(of: Data(start.utf8), in: place..<data.endIndex) {
            kept += data[place..<opening.upperBound]
            place = data.range(of: Data(end.utf8), in: opening.upperBound..<data.endIndex)?.lowerBound ?? data.endIndex
        }
        return Bytes(kept + data[place...])
    }

    /// Whether no tag has an attribute that runs something: ` on…=` between a `<` and the next `>`, out of quotes.
    var hasNoHandlers: Bool {
        var isInTag = false, isQuoted = false, isBlank = false, word: [UInt8] = []
        return data.withUnsafeBytes { bytes in
            for byte in bytes {
                if isInTag, byte == UInt8(ascii: "\"") { isQuoted.toggle() }
                if isQuoted { continue }
                switch byte {
                case UInt8(ascii: "<"): (isInTag, isBlank, word) = (true, false, [])
                case UInt8(ascii: ">"): isInTag = false
                case _ where !isInTag: break
                case UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\t"), UInt8(ascii: "/"): (isBlank, word) = (true, [])
                case UInt8(ascii: "="):
                    if isBlank, word.count > 2, word.starts(with: "on".utf8) { return false }
                default: if word.count < 20 { word.append(byte | 0x20) }
                }
            }
            return true
        }
    }
}
