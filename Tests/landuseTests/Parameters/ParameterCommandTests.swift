import Foundation
import TestFolders
import Testing
@testable import landuse

/// `--set`, from the command line into the cell and the report.
@Suite(.serialized) struct ParameterCommandTests {
    static let notebook = """
        ---
        parameters: {rate: 2}
        ---

        ```swift
        //| parameters: true
        let epochs = 3, rate = 0.5
        let names = ["a"]
        var flag = false
        let label = "none"
        ```

        ```swift
        print(epochs, rate, names, flag, label.debugDescription)
        print(type(of: rate))
        ```

        """

    @Test func `values arrive typed, and the report states them`() async throws {
        let folder = try TemporaryFolder()
        try Data(Self.notebook.utf8).write(to: folder.url.appending(path: "n.md"))
        let hostile = "\\(fatalError())\"; import Glibc //\n\u{1B}[2J"
        let run = try await Program.run(["render", "n.md", "--set", "epochs=7", "--set", "names=[x, \"y, z\"]", "--set", "flag=true", "--set", "label=" + hostile], in: folder.url)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(run.output == "7 2.0 [\"x\", \"y, z\"] true \(hostile.debugDescription)\nDouble\n")
        let report = try String(contentsOf: folder.url.appending(path: "n.html"), encoding: .utf8)
        #expect(report.contains("<dt>Parameter epochs</dt><dd>7 (from <span class=\"option\">--set</span>; the cell has 3)</dd>"))
        #expect(report.contains("<dt>Parameter rate</dt><dd>2.0 (from the front matter; the cell has 0.5)</dd>"))
        #expect(report.contains("<strong>Set for this run:</strong> <code>epochs = 7</code> (from <span class=\"option\">--set</span>)"))
    }

    @Test(arguments: [
        (["--set", "epochs=two"], Int32(64), "n.md:7:5: error: --set epochs=two: 'epochs' has the type Int"),
        (["--set", "epoch=2"], 64, "did you mean `epochs`?"), (["--set", "epochs"], 64, "as in --set epochs=3; 'epochs' is not that"),
    ])
    func `a wrong value ends the command before anything runs`(_ arguments: [String], _ code: Int32, _ message: String) async throws {
        let folder = try TemporaryFolder()
        try Data(Self.notebook.utf8).write(to: folder.url.appending(path: "n.md"))
        let run = try await Program.run(["render", "n.md"] + arguments, in: folder.url)
        #expect(run.exitCode == code)
        #expect(run.errors.contains(message), "\(run.errors)")
        #expect(run.output.isEmpty)
        #expect(folder.names == ["n.md"])
    }

    @Test func `errors keep their places beside a value that was set`() async throws {
        let folder = try TemporaryFolder()
        try Data("```swift\n//| parameters: true\nlet long = 1, wrong: Int = \"é\"\n```\n".utf8).write(to: folder.url.appending(path: "n.md"))
        let run = try await Program.run(["check", "n.md", "--set", "long=123456"], in: folder.url)
        #expect(run.errors.contains("n.md:3:28: error: cannot convert value"), "\(run.errors)")
    }
}
