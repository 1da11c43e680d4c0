import Foundation
import TestFolders
import Testing
@testable import landuse

/// `landuse data` and `landuse weights` as a user meets them, on a machine without a network.
struct DownloadCommandTests {
    struct Mistake: CustomTestStringConvertible, Sendable {
        var arguments: [String]
        var exitCode: Int32
        var message: String

        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String, exitCode: Int32, _ message: String) {
            self.arguments = arguments.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
            self.exitCode = exitCode
            self.message = message
        }
    }

    /// What keeps a run away from this machine's own data.
    private func variables(_ folder: TemporaryFolder) -> [String: String] {
        ["XDG_CACHE_HOME": folder.url.path + "/cache", "LANDUSE_DATA": "", "LANDUSE_WEIGHTS_URL": "http://127.0.0.1:1"]
    }

    @Test(arguments: [
        Mistake("data get ucmercd", exitCode: 64, "There is no data set 'ucmercd'. Did you mean 'ucmerced'?"),
        Mistake("data get generated", exitCode: 64, "needs no download"),
        Mistake("data list xyzzy", exitCode: 64, "There are: ucmerced, eurosat."),
        Mistake("weights get resnet", exitCode: 64, "There is no file of weights 'resnet'"),
        Mistake("data get eurosat --from nowhere.zip", exitCode: 66, "nowhere.zip cannot be read: No such file or directory"),
        Mistake("data get eurosat --from short.zip", exitCode: 66, "short.zip is not the published file: it has 3 bytes, not 94280567"),
        Mistake("data get eurosat --from http://127.0.0.1:1/x", exitCode: 69, "run: landuse data get eurosat --from FILE"),
        Mistake("data get eurosat --to short.zip", exitCode: 73, "short.zip cannot be written: there is a file of that name; choose another folder with --to"),
        Mistake("data get eurosat --to ", exitCode: 64, "--to is empty: a variable that is not set?"),
        Mistake("weights get resnet18-f37072fd --from ", exitCode: 64, "--from is empty: a variable that is not set?"),
        Mistake("data get eurosat --to mine", exitCode: 73, "mine/eurosat is there already and is not the whole data set (the class AnnualCrop is missing, and 9 more)"),
        Mistake("weights get resnet18-f37072fd", exitCode: 69, "http://127.0.0.1:1/resnet18-f37072fd.pth"),
        Mistake("weights get resnet18-f37072fd --from short.zip", exitCode: 66, "its SHA-256 begins with"),
        Mistake("weights get resnet18-f37072fd --from .", exitCode: 66, "it is no regular file"),
    ])
    func `what cannot be had is told in one line, with the remedy`(_ mistake: Mistake) async throws {
        let folder = try TemporaryFolder()
        try Data([1, 2, 3]).write(to: folder.url.appending(path: "short.zip"))
        let mine = folder.url.appending(path: "mine/eurosat/beach")
        try FileManager.default.createDirectory(at: mine, withIntermediateDirectories: true)
        let run = try await Program.run(mistake.arguments, in: folder.url, variables: variables(folder))
        #expect(run.exitCode == mistake.exitCode, "\(run.errors)")
        #expect(run.errors.contains(mistake.message), "\(run.errors)")
        #expect(run.output.isEmpty)
        // Nothing of a download is left.
        let left = try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).filter { !["cache", "cache/landuse", "cache/landuse/data", "cache/landuse/weights"].contains($0) }
        #expect(left.sorted() == ["mine", "mine/eurosat", "mine/eurosat/beach", "short.zip"])
    }

    @Test func `a full disk`() async throws {
        let folder = try TemporaryFolder()
        try Data(count: 100_000).write(to: folder.url.appending(path: "big.pth"))
        // A limit of 8 kB a file stands for the end of the disk; the signal that would end the program is ignored.
        let script = "trap '' XFSZ; ulimit -f 16; exec \"$0\" weights get resnet18-f37072fd --from file://\(folder.url.path)/big.pth"
        let process = Process(), errors = Pipe()
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", script, Program.url.path]
        process.environment = Program.environment.merging(variables(folder)) { $1 }
        process.standardError = errors
        let ended = AsyncStream<Void>.makeStream()
        process.terminationHandler = { _ in ended.continuation.finish() }
        try process.run()
        for await _ in ended.stream {}
        let text = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        #expect(process.terminationStatus == 73, "\(text)")
        #expect(text.contains("resnet18-f37072fd.pth.part cannot be written: File too large"), "\(text)")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: folder.url.path).sorted() == ["big.pth", "cache", "cache/landuse", "cache/landuse/weights"])
    }

    @Test func `the lists tell what is here and what is not`() async throws {
        let folder = try TemporaryFolder()
        func write(_ name: String, _ bytes: [UInt8]) throws {
            let url = folder.url.appending(path: name)
            try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(bytes).write(to: url)
        }
        try write("own/ucmerced/beach/beach00.tif", [0x49, 0x49, 42, 0])
        try write("own/ucmerced/beach/beach01.tif", [])
        try write("cache/landuse/weights/resnet18-f37072fd.safetensors", [1])
        let variables = variables(folder).merging(["LANDUSE_DATA": folder.url.path + "/own/"]) { $1 }
        let list = try await Program.run(["data", "list"], in: folder.url, variables: variables)
        #expect(list.exitCode == 0 && list.errors.isEmpty)
        let lines = list.output.split(separator: "\n")
        try #require(lines.count == 4)
        #expect(lines[0].hasPrefix("NAME       PICTURES  CLASSES  SIZE    LICENCE"))
        #expect(lines[1].hasPrefix("ucmerced   2100      21       332 MB  USGS imagery, public domain"))
        #expect(lines[1].hasSuffix("\(folder.url.path)/own/ucmerced ($LANDUSE_DATA); the class agricultural is missing, and 19 more"))
        #expect(lines[2].hasSuffix("not here: landuse data get eurosat"))
        #expect(lines[3].hasPrefix("generated") && lines[3].contains("always here"))

        let verified = try await Program.run(["data", "list", "--verify"], in: folder.url, variables: variables)
        #expect(verified.exitCode == 1)
        #expect(verified.errors.contains("own/ucmerced/beach/beach01.tif: error: this is no TIFF, JPEG or PNG picture"))
        // It begins as a TIFF does, and no more.
        #expect(verified.errors.contains("own/ucmerced/beach/beach00.tif: error: the picture is damaged or incomplete ("))

        let details = try await Program.run(["data", "list", "eurosat"], in: folder.url, variables: variables).output
        for word in ["Sentinel-2", "27000", "SeaLake (3000)", "MIT", "Helber", "https://", "SHA-256", "not here"] { #expect(details.contains(word), "\(word)") }

        let weights = try await Program.run(["weights", "list"], in: folder.url, variables: variables)
        #expect(weights.output.contains("\(folder.url.path)/cache/landuse/weights/resnet18-f37072fd.safetensors"))
        // Ours need no folder.
        let homeless = try await Program.run(["weights", "list"], in: folder.url, variables: ["XDG_CACHE_HOME": "", "HOME": ""])
        #expect(homeless.exitCode == 0 && homeless.output.contains("always here") && homeless.output.contains("not here: landuse weights get"), "\(homeless.errors)")
        #expect(try await Program.run(["weights", "list", "resnet18-f37072fd"], in: folder.url, variables: variables).output.contains("http://127.0.0.1:1/resnet18-f37072fd.pth"))
        #expect(try await Program.run(["weights", "get", "resnet18-f37072fd"], in: folder.url, variables: variables).output.contains("there already"))
    }
}
