import Foundation

/// The PyTorch of this machine, if it has one.
enum PyTorch {
    /// A Python that finds torch: the one that LANDUSE_PYTHON names, else python3.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["LANDUSE_PYTHON"] ?? ""
        let python = named.isEmpty ? "python3" : named
        let question = "import importlib.util as u, sys; sys.exit(not (u.find_spec('torch') and u.find_spec('numpy')))"
        return (try? output(of: [python, "-c", question])) == nil ? nil : python
    }()

    /// Whether that Python has scikit-learn too.
    static let hasScikitLearn: Bool = {
        let question = "import importlib.util as u, sys; sys.exit(not u.find_spec('sklearn'))"
        return python.map { (try? output(of: [$0, "-c", question])) != nil } ?? false
    }()

    struct Failure: Error { var status: Int32 }

    /// What a script in Fixtures prints.
    static func output(ofFixture script: String, _ arguments: [String]) throws -> Data {
        try output(of: [python ?? "python3", "-B", Fixtures.path(script)] + arguments)
    }

    private static func output(of command: [String]) throws -> Data {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = command
        process.standardOutput = pipe
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return data
    }
}
