import Foundation

/// The user's own browser.
enum Browser {
    /// Opens a page, or says how to do without.
    static func open(_ address: URL, note: @escaping @Sendable (String) -> Void) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["xdg-open", address.absoluteString]
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        process.terminationHandler = { process in
            if process.terminationStatus != 0 { note("no browser could be started; open \(address) yourself") }
        }
        do { try process.run() } catch { note("no browser could be started; open \(address) yourself") }
    }
}
