import Notebook
import Testing

@testable import KernelHost

@Suite struct OutputRecorderTests {
    private func recorder(text: Int = 10, displays: Int = 1 << 20) -> OutputRecorder {
        var limits = OutputRecorder.Limits()
        limits.text = text
        limits.displays = displays
        return OutputRecorder(limits: limits)
    }

    private func bundle(_ bytes: Int) -> MediaBundle { MediaBundle(representations: [.init(type: "image/png", bytes: Array(repeating: 1, count: bytes))]) }

    @Test func `neighbours of one stream are one output`() {
        var recorder = recorder()
        for (text, stream) in [("a", Output.Stream.stdout), ("b", .stdout), ("c", .stderr), ("", .stdout), ("d", .stderr), ("e", .stdout)] {
            let kept = recorder.add(text, on: stream)
            #expect(kept == text)
        }
        recorder.finish(failure: nil)
        #expect(recorder.outputs == [.stream(.stdout, text: "ab"), .stream(.stderr, text: "cd"), .stream(.stdout, text: "e")])
    }

    @Test(arguments: [
        // Within the bound, at it, and over it.
        (["123456789"], "123456789", 0), (["1234567890"], "1234567890", 0), (["12345678901"], "1234567890", 1),
        // Whole lines, where there are any.
        (["12\n34\n567890"], "12\n34\n", 6), (["12345", "6\n7890", "x"], "123456\n", 5),
        // Whole characters: nothing is torn.
        (["123456789é"], "123456789", 2), (["123456🌍1"], "123456🌍", 1), (["1234567🌍"], "1234567", 4), (["12345678\r\n"], "12345678\r\n", 0), (["123456789\r\n"], "123456789", 2),
        (["1234567890", "a", "b\n"], "1234567890", 3), (["🌍🌍🌍🌍"], "🌍🌍", 8),
    ])
    func `what is over the bound is left out and counted`(_ texts: [String], _ kept: String, _ omitted: Int) {
        var recorder = recorder()
        let shown = texts.map { recorder.add($0, on: .stdout) }.joined()
        #expect(shown == kept)
        recorder.finish(failure: nil)
        #expect(recorder.outputs == [.stream(.stdout, text: kept)] + (omitted > 0 ? [.omitted(bytes: omitted)] : []))
    }

    @Test func `a value that is too large leaves room for smaller ones`() {
        var recorder = recorder(displays: 10_000)
        let isKept = [recorder.show(bundle(20_000)) != nil, recorder.show(bundle(100), isResult: true) != nil]
        #expect(isKept == [false, true])
        recorder.finish(failure: nil)
        #expect(recorder.outputs == [.executeResult(bundle(100)), .omitted(bytes: 20_000)])
    }

    @Test func `even empty values are not without bound`() {
        var recorder = recorder(displays: 10 * OutputRecorder.Limits.displayOverhead)
        let kept = (0..<20).filter { _ in recorder.show(bundle(0)) != nil }
        #expect(kept == Array(0..<10))
    }

    private func named(_ bytes: Int, _ id: String) -> MediaBundle {
        var bundle = bundle(bytes)
        bundle.displayID = id
        return bundle
    }

    @Test func `a value takes the place of the one under its name, and its room`() {
        var recorder = recorder(displays: 10_000)
        let first = recorder.show(named(5000, "a"))
        #expect(first == .added(.displayData(named(5000, "a"))))
        _ = recorder.add("x", on: .stdout)
        for size in [6000, 7000] {
            let change = recorder.show(named(size, "a"))
            // More updates than may be told are kept all the same.
            #expect(change == (size == 6000 ? .updated(named(size, "a")) : nil))
        }
        #expect(recorder.unreported == ["a": named(7000, "a")])
        let other = recorder.show(named(100, "b"))
        #expect(other == .added(.displayData(named(100, "b"))))
        #expect(recorder.outputs == [.displayData(named(7000, "a")), .stream(.stdout, text: "x"), .displayData(named(100, "b"))])
        #expect(recorder.omittedBytes == 0)
    }

    @Test func `endless updates take no more room than one, and the last is known`() {
        var recorder = recorder(displays: 100_000)
        var told = 0
        for size in 0..<10_000 where recorder.show(named(size % 100, "a")) != nil { told += 1 }
        #expect(recorder.outputs == [.displayData(named(99, "a"))])
        #expect(recorder.unreported == ["a": named(99, "a")])
        #expect((50..<100).contains(told))
    }

    @Test func `an update that is too large leaves what was there, and is counted once`() {
        var recorder = recorder(displays: 10_000)
        _ = recorder.show(named(10, "a"))
        for _ in 0..<3 {
            let change = recorder.show(named(20_000, "a"))
            #expect(change == nil)
        }
        #expect(recorder.outputs == [.displayData(named(10, "a"))])
        #expect(recorder.omittedBytes == 20_000)
        _ = recorder.show(named(20, "a"))
        #expect(recorder.omittedBytes == 0)
    }

    @Test func `what an earlier run shows is replaced there`() {
        var recorder = OutputRecorder(shownEarlier: ["a"])
        for size in [10, 20] {
            let change = recorder.show(named(size, "a"))
            #expect(change == .updated(named(size, "a")))
        }
        #expect(recorder.outputs == [])
        #expect(recorder.earlierUpdates == ["a": named(20, "a")])
    }

    @Test func `a failure is the last output`() {
        var recorder = recorder(text: 1)
        _ = recorder.add("ab", on: .stdout)
        let failure = CellFailure(name: "Trap", reason: "why")
        recorder.finish(failure: failure)
        #expect(recorder.outputs == [.stream(.stdout, text: "a"), .omitted(bytes: 1), .error(failure)])
    }

    @Test func `the end of standard error is kept whatever is left out`() {
        var recorder = recorder(text: 0)
        _ = recorder.add(String(repeating: "x", count: 5000) + "Fatal error: why\n", on: .stderr)
        _ = recorder.add("not this", on: .stdout)
        #expect(recorder.errorTail.hasSuffix("xFatal error: why\n"))
        #expect(recorder.errorTail.count == 4096)
    }
}
