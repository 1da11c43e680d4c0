import Foundation

/// A page that is open in a headless browser, driven over the browser's debugging pipe: messages in JSON, each
/// ended by a zero byte (chromedevtools.github.io/devtools-protocol).
public final class BrowserPage: @unchecked Sendable {
    public enum Failed: Error { case noPipe, ended, noReply(String), threw(String) }

    private let process = Process()
    private let folder: URL
    private let commands: Int32, replies: Int32
    private let queue = DispatchQueue(label: "browser")
    // These are the queue's.
    private var buffer: [UInt8] = []
    private var lastCommand = 0
    private var session: String?

    /// Opens a page.
    public init(_ address: URL, in browser: Chromium) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "landuse-browser-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let (input, output) = (folder.appending(path: "commands").path, folder.appending(path: "replies").path)
        guard mkfifo(input, 0o600) == 0, mkfifo(output, 0o600) == 0 else { throw Failed.noPipe }
        // Open for both, so that opening waits for nobody.
        commands = open(input, O_RDWR | O_CLOEXEC)
        replies = open(output, O_RDWR | O_CLOEXEC)
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = [
            "-c", #"exec "$0" "$@" 3<"$COMMANDS" 4>"$REPLIES""#, browser.path, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
            "--disable-background-networking", "--user-data-dir=\(folder.appending(path: "profile").path)", "--window-size=1000,700",
            "--remote-debugging-pipe",
        ]
        process.environment = ProcessInfo.processInfo.environment.merging(["COMMANDS": input, "REPLIES": output]) { $1 }
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        let target = try await send("Target.createTarget", ["url": address.absoluteString])["targetId"] as? String ?? ""
        let attached = try await send("Target.attachToTarget", ["targetId": target, "flatten": true])["sessionId"] as? String
        queue.sync { session = attached }
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
        close(commands)
        close(replies)
        try? FileManager.default.removeItem(at: folder)
    }

    /// The value of an expression in the page, as text.
    public func evaluate(_ expression: String) async throws -> String {
        let reply = try await send("Runtime.evaluate", ["expression": "(async () => String(await (\(expression))))()", "returnByValue": true, "awaitPromise": true])
        if let exception = reply["exceptionDetails"] { throw Failed.threw("\(exception)") }
        return (reply["result"] as? [String: Any])?["value"] as? String ?? ""
    }

    /// Waits until an expression is what it should be.
    /// - Returns: whether it was, in time.
    public func becomes(_ expression: String, _ expected: String, patience: Duration = .seconds(120)) async throws -> Bool {
        let deadline = ContinuousClock.now + patience
        repeat {
            // A page that is loading just now has nothing to say.
            if (try? await evaluate(expression)) == expected { return true }
            try await Task.sleep(for: .milliseconds(30))
        } while ContinuousClock.now < deadline
        return false
    }

    private func send(_ method: String, _ parameters: sending [String: Any]) async throws -> [String: Any] {
        let message = try JSONSerialization.data(withJSONObject: parameters)
        let reply = try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.exchange(method, String(decoding: message, as: UTF8.self)) }) }
        }
        let object = try JSONSerialization.jsonObject(with: reply) as? [String: Any] ?? [:]
        guard let result = object["result"] as? [String: Any] else { throw Failed.noReply("\(object)") }
        return result
    }

    /// Sends a command and reads until its reply.
    private func exchange(_ method: String, _ parameters: String) throws -> Data {
        lastCommand += 1
        let inSession = session.map { #","sessionId":"\#($0)""# } ?? ""
        var rest = Array(#"{"id":\#(lastCommand),"method":"\#(method)","params":\#(parameters)\#(inSession)}"#.utf8)[...] + [0]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(commands, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Failed.ended }
            rest = rest.dropFirst(count)
        }
        let deadline = Date.now + 30
        while Date.now < deadline {
            while let end = buffer.firstIndex(of: 0) {
                let message = Data(buffer[..<end])
                buffer.removeSubrange(...end)
                let object = try? JSONSerialization.jsonObject(with: message) as? [String: Any]
                if object?["id"] as? Int == lastCommand { return message }
            }
            var polled = pollfd(fd: replies, events: Int16(POLLIN), revents: 0)
            guard poll(&polled, 1, 500) > 0 else {
                guard process.isRunning else { throw Failed.ended }
                continue
            }
            var bytes = [UInt8](repeating: 0, count: 1 << 16)
            let count = read(replies, &bytes, bytes.count)
            if count > 0 { buffer += bytes[..<count] }
        }
        throw Failed.noReply(method)
    }
}
