import Foundation
import Testing

@testable import LineEditing

@Suite struct HistoryTests {
    private func withFile(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "history-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.appending(path: "repl/history"))
    }

    @Test(arguments: ["let x = 1", "a\nb", #""\n" \ "#, "漢\r\n", #"\\n"#])
    func `an entry comes back from its line`(_ entry: String) {
        let line = InputHistory.line(of: entry)
        #expect(line.utf8.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        #expect(InputHistory.entry(ofLine: line.dropLast()) == entry)
    }

    @Test func `nothing is kept twice in a row, nor blanks`() {
        #expect(InputHistory(["a", "a", " \n", "b", "a"]).entries == ["a", "b", "a"])
    }

    @Test func `two sessions share a file`() throws {
        try withFile { file in
            let one = HistoryFile(file), other = HistoryFile(file)
            #expect(one.read().entries.isEmpty)
            try one.append("1\n2")
            try other.append("3")
            #expect(one.read().entries == ["1\n2", "3"])
            let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
        }
    }

    @Test func `sessions at the same time lose nothing`() throws {
        try withFile { file in
            DispatchQueue.concurrentPerform(iterations: 40) { number in try? HistoryFile(file).append("entry \(number)") }
            #expect(Set(HistoryFile(file).read().entries) == Set((0..<40).map { "entry \($0)" }))
        }
    }

    @Test func `a file grown too long becomes shorter, and keeps the newest`() throws {
        try withFile { file in
            let history = HistoryFile(file)
            for number in 0..<40 { try history.append("\(number) " + String(repeating: "x", count: 30_000)) }
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int ?? 0
            #expect(size <= 1 << 20)
            #expect(history.read().entries.last?.hasPrefix("39 ") == true)
        }
    }
}
