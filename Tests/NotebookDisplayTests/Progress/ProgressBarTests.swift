import Synchronization
import Testing

@testable import NotebookDisplay

/// What a kernel is sent. The sink is the process's one, hence one test after the other.
@Suite(.serialized) struct ProgressBarTests {
    private final class Sent: Sendable {
        let all = Mutex<[(id: String, text: String)]>([])
        var texts: [String] { all.withLock { $0.map(\.text) } }
        var ids: Set<String> { all.withLock { Set($0.map(\.id)) } }
    }

    private func sent(_ body: () -> Void) -> Sent {
        let sent = Sent()
        DisplaySink.current = { bundle, id in
            sent.all.withLock { $0.append((id ?? "none", String(decoding: bundle[.plainText] ?? [], as: UTF8.self))) }
        }
        defer { DisplaySink.current = nil }
        body()
        DisplaySink.flush()
        return sent
    }

    @Test func `a long loop sends few updates, the first and the last among them`() {
        let sent = sent { for _ in progress(0..<100_000, "steps") {} }
        #expect(sent.ids.count == 1)
        #expect(sent.texts.first?.hasSuffix("0 %  0/100000") == true)
        #expect(sent.texts.last?.contains("100 %  100000/100000") == true)
        #expect(sent.texts.count < 100)
    }

    @Test func `what was held back is sent when the cell ends`() {
        let sent = sent {
            let bar = ProgressBar("tiles", total: 10)
            for _ in 0..<7 { bar.advance() }
            bar.note = "north"
        }
        #expect(sent.texts.count >= 2)
        #expect(sent.texts.last?.contains("70 %  7/10") == true)
        #expect(sent.texts.last?.hasSuffix("north") == true)
    }

    @Test func `a loop that is left says where`() {
        let sent = sent { for step in progress([1, 2, 3, 4], "search") where step == 3 { break } }
        #expect(sent.texts.last?.hasSuffix("50 %  2/4") == true)
    }

    @Test func `an inner loop has one bar, another place another one`() {
        let inner = sent { for _ in 0..<3 { for _ in progress(0..<2, "inner") {} } }
        #expect(inner.ids.count == 1)
        let two = sent {
            for _ in progress(0..<2, "a") {}
            for _ in progress(0..<2, "a") {}
        }
        #expect(two.ids.count == 2)
        let runs = sent {
            for _ in 0..<2 {
                DisplaySink.run += 1
                for _ in progress(0..<2, "a") {}
            }
        }
        #expect(runs.ids.count == 2)
    }

    @Test func `elements come through as they are, and are counted when they are done`() {
        var elements: [Int] = []
        let sent = sent { for element in progress(sequence(first: 1) { $0 < 4 ? $0 + 1 : nil }, "found") { elements.append(element) } }
        #expect(elements == [1, 2, 3, 4])
        #expect(sent.texts.last == "found  4")
    }

    @Test func `a value under a name, and its updates, carry the name`() {
        let sent = sent {
            let handle = display(1, id: "x")
            handle.update(2)
            display(Markdown("*3*"), id: "x")
            display(4)
        }
        #expect(sent.all.withLock { $0.map { "\($0.id) \($0.text)" } } == ["x 1", "x 2", "x *3*", "none 4"])
    }
}
