import Foundation

/// The PyTorch of this machine, if it has one.
enum PyTorch {
    /// A Python that finds torch: the one that LANDUSE_PYTHON names, else python3.
    static let python: String? = {
        let named = ProcessInfo.processInfo.environment["LANDUSE_PYTHON"] ?? ""
        let python = named.isEmpty ? "python3" : named
        return has(["torch", "numpy"], python) ? python : nil
    }()

    /// Whether it finds torchvision and Pillow, too.
    static let hasTorchvision = python.map { has(["torchvision", "PIL"], $0) } ?? false

    /// Whether it finds scikit-learn, too.
    static let hasScikitLearn = python.map { has(["sklearn"], $0) } ?? false

    private static func has(_ modules: [String], _ python: String) -> Bool {
        let question = "import importlib.util as u, sys; sys.exit(not all(u.find_spec(m) for m in sys.argv[1:]))"
        return (try? output(of: [python, "-c", question] + modules)) != nil
    }

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
