import Foundation

/// PyTorch, where it is installed: in the Python that LANDUSE_PYTHON names, else in `python3`.
enum Torch {
    static let isInstalled = (try? run("-c", "import torch")) != nil

    /// Why tests against it are skipped.
    static let absence = "PyTorch is not installed; LANDUSE_PYTHON names the Python that has it"

    struct Failure: Error {
        var status: Int32
    }

    /// Runs Python and returns what it printed.
    static func run(_ arguments: String...) throws -> Data {
        let python = ProcessInfo.processInfo.environment["LANDUSE_PYTHON"] ?? "python3"
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [python] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Failure(status: process.terminationStatus) }
        return data
    }
}
