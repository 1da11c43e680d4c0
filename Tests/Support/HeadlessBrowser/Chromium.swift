import Foundation

/// A headless browser, where there is one.
public struct Chromium: Sendable {
    public let path: String

    /// `nil` where the machine has none.
    public static let installed: Chromium? = {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
        for name in ["chromium", "chromium-browser", "google-chrome"] {
            for folder in folders where FileManager.default.isExecutableFile(atPath: "\(folder)/\(name)") {
                return Chromium(path: "\(folder)/\(name)")
            }
        }
        return nil
    }()

    public struct Failed: Error { public var status: Int32 }

    /// The page's document as the browser has it after loading.
    public func document(of page: URL, _ flags: String...) throws -> String {
        let output = page.deletingLastPathComponent().appendingPathComponent("\(UUID()).dom")
        try Data().write(to: output)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = [
            "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
            "--user-data-dir=\(page.deletingLastPathComponent().appendingPathComponent("profile").path)",
            "--timeout=10000", "--dump-dom",
        ] + flags + [page.absoluteString]
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = FileHandle.nullDevice
        try process.run()
        // A browser that hangs is a failure, not a test that never ends.
        let deadline = DispatchWorkItem { process.terminate() }
        DispatchQueue.global().asyncAfter(deadline: .now() + 60, execute: deadline)
        process.waitUntilExit()
        deadline.cancel()
        guard process.terminationStatus == 0 else { throw Failed(status: process.terminationStatus) }
        return try String(contentsOf: output, encoding: .utf8)
    }
}
