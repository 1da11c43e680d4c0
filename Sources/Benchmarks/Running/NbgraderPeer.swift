import Foundation
import Subprocess

/// nbgrader on the same class in Python, where it is installed.
struct NbgraderPeer: Sendable {
    let python: String
    let folder: URL
    let students: Int
    /// "nbgrader 0.9.6".
    let version: String

    /// Writes the class, and grades it once: what that does for the first time does not count.
    /// - Returns: `nil` where there is no Python that has nbgrader.
    static func prepare(_ small: SmallClass, in folder: URL, _ bench: Workbench) async throws -> NbgraderPeer? {
        // The whole peer is not asked for: nbgrader needs no PyTorch.
        let program = bench.pythonProgram
        let script = "import ipykernel, nbgrader; print(\"nbgrader\", nbgrader.__version__)"
        let asked = try? await ChildProcess(program: "/usr/bin/env", arguments: [program, "-c", script]).run().output
        guard let version = asked?.trimmingCharacters(in: .whitespacesAndNewlines), version.hasPrefix("nbgrader") else { return nil }
        try small.writeNbgrader(to: folder)
        let peer = NbgraderPeer(python: program, folder: folder, students: small.students, version: version)
        _ = try await peer.run(["generate_assignment", SmallClass.name, "--force"])
        _ = try await peer.seconds()
        return peer
    }

    /// Seconds that one of the submissions takes when all of them are graded.
    func seconds() async throws -> Double { try await run(["autograde", SmallClass.name, "--force"]) / Double(students) }

    private func run(_ arguments: [String]) async throws -> Double {
        // Jupyter's own folders are the class's: nobody's settings are read, and nothing is left behind.
        let home = folder.appending(path: "home").path
        // It starts programs that lie beside its Python.
        let path = [python.contains("/") ? URL(filePath: python).deletingLastPathComponent().path : nil, ProcessInfo.processInfo.environment["PATH"]]
        let variables = [
            "PATH": path.compactMap(\.self).joined(separator: ":"), "HOME": home,
            "JUPYTER_CONFIG_DIR": home + "/config", "JUPYTER_DATA_DIR": home + "/data", "IPYTHONDIR": home + "/ipython",
        ]
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        return try await ChildProcess(
            program: "/usr/bin/env", arguments: [python, "-m", "nbgrader"] + arguments, variables: Offline.variables.merging(variables) { $1 }, folder: folder
        ).run().seconds
    }
}
