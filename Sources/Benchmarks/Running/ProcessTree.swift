import Foundation
import Synchronization

/// What the programs that this process has started take of memory while something runs.
enum ProcessTree {
    /// Runs `body`, and looks ten times a second at those of its programs whose names are given.
    /// - Returns: the most bytes that they had in memory at the same time.
    static func peak<Value: Sendable>(of names: Set<String>, while body: () async throws -> Value) async rethrows -> (bytes: Int, value: Value) {
        let most = Mutex(0)
        let watch = Task {
            while !Task.isCancelled {
                let bytes = residentBytes(below: getpid(), names)
                most.withLock { $0 = max($0, bytes) }
                try? await Task.sleep(for: .milliseconds(100))
            }
        }
        defer { watch.cancel() }
        let value = try await body()
        return (most.withLock { $0 }, value)
    }

    private static func residentBytes(below root: pid_t, _ names: Set<String>) -> Int {
        var processes: [pid_t: (parent: pid_t, name: String, bytes: Int)] = [:]
        for entry in (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? [] {
            guard let id = pid_t(entry), let text = try? String(contentsOfFile: "/proc/\(id)/stat", encoding: .utf8), let process = Stat(text) else { continue }
            processes[id] = (process.parent, process.name, process.pages * Int(sysconf(Int32(_SC_PAGESIZE))))
        }
        func isBelow(_ id: pid_t) -> Bool {
            var id = id, steps = 0
            while let process = processes[id], steps < 100 {
                if process.parent == root { return true }
                id = process.parent
                steps += 1
            }
            return false
        }
        return processes.filter { names.contains($0.value.name) && isBelow($0.key) }.reduce(0) { $0 + $1.value.bytes }
    }

    /// A line of `/proc/…/stat`, of which a name in parentheses is part that may have anything in it.
    struct Stat: Equatable {
        var name: String, parent: pid_t, pages: Int

        init?(_ line: String) {
            guard let open = line.firstIndex(of: "("), let close = line.lastIndex(of: ")"), open < close else { return nil }
            let fields = line[line.index(after: close)...].split(whereSeparator: \.isWhitespace)
            guard fields.count > 21, let parent = pid_t(fields[1]), let pages = Int(fields[21]) else { return nil }
            name = String(line[line.index(after: open)..<close])
            self.parent = parent
            self.pages = pages
        }
    }
}
