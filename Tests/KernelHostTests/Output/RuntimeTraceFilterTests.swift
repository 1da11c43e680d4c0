import Testing

@testable import KernelHost

@Suite struct RuntimeTraceFilterTests {
    static let trace = """
        Fatal error: why
        Current stack trace:
        0    libswiftCore.so                    0x00007f2a746f9361 _swift_stdlib_reportFatalErrorInFile + 109
        1    cell.so                            0x00007f2a746f9362 Cell_main + 1

        after

        """

    @Test(arguments: [
        ("", ""), ("plain\n\ntext", "plain\n\ntext"), (trace, "Fatal error: why\nafter\n"), ("Current stack trace: of mine\n", "Current stack trace: of mine\n"),
        ("a Current stack trace:\nb", "a Current stack trace:\nb"), ("a\nCurrent stack trace:\n0 lib 0x0000000000000000 f", "a\n"), ("Current stack trace:\nb", "b"),
        ("0 lib 0x0000000000000000 f\n", "0 lib 0x0000000000000000 f\n"), ("Current stack trace:\n1 river\n", "1 river\n"),
    ])
    func `a trace is taken out, and nothing else`(_ text: String, _ expected: String) {
        var filter = RuntimeTraceFilter()
        let kept = filter.filter(text)
        #expect(kept == expected)
    }

    @Test func `a trace is taken out though its lines come in parts`() {
        let head = "Fatal error: why\nCurrent stack trace:\n"
        for cut in head.count...Self.trace.count {
            var filter = RuntimeTraceFilter()
            let kept = filter.filter(String(Self.trace.prefix(cut))) + filter.filter(String(Self.trace.dropFirst(cut)))
            #expect(kept == "Fatal error: why\nafter\n", "cut at \(cut)")
        }
    }
}
