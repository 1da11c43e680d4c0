import Foundation
import Testing

@testable import KernelHost

@Suite struct FileLockTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "landuse-lock-\(UUID().uuidString)")

    @Test func `the second waits for the first`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "deep/lock")
        let first = try await FileLock.acquire(file)
        let second = Task { try await FileLock.acquire(file) }
        try await Task.sleep(for: .milliseconds(120))
        second.cancel()
        // Still waiting when it was called off.
        await #expect(throws: CancellationError.self) { _ = try await second.value }
        first.release()
        // Free again, but for a program that another test is just starting.
        try await FileLock.acquire(file).release()
    }

    @Test func `that it waits is said once`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var codes = [0, EWOULDBLOCK, EINTR, EWOULDBLOCK], waits = 0
        try await FileLock.acquire(folder.appending(path: "lock"), waits: { waits += 1 }, attempt: { _ in codes.removeLast() }).release()
        #expect(waits == 1 && codes.isEmpty)
    }

    @Test func `what cannot be locked is no reason to wait`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let error = await #expect(throws: BuildError.self) { _ = try await FileLock.acquire(folder.appending(path: "lock"), attempt: { _ in ENOLCK }) }
        #expect(error?.description.contains("\(folder.path)/lock cannot be locked: No locks available; copy the package") == true)
    }

    @Test func `a place that cannot be written to is named with the reason`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data().write(to: folder)
        let error = await #expect(throws: BuildError.self) { _ = try await FileLock.acquire(folder.appending(path: "lock")) }
        #expect(error?.description.contains("\(folder.path)/lock cannot be written to: Not a directory; make it writable") == true)
    }
}
