import Testing

@testable import KernelHost

@Suite struct LastWordsTests {
    @Test(arguments: [
        ("Cell/main.swift:3: Fatal error: dry\n", "dry", false),
        ("Fatal error\n", "Fatal error", false),
        ("Swift/x.swift:1: Fatal error: no object 0x7eff40000ea0 there\n", "no object there", false),
        ("Could not cast value of type 'String' (0x7f00) to 'Int' (0x7f01).\n", "Could not cast value of type 'String' to 'Int'.", false),
        (
            "Simultaneous accesses to 0x7e, but modification requires exclusive access.\nPrevious access (a read) started at x + 84 (0x7e).\nCurrent access (a modification) started at:\nFatal access conflict detected.\n",
            "overlapping accesses to one variable: a modification began before a read had ended", false
        ),
        ("Fatal access conflict detected.\n", "overlapping accesses to one variable: an access began before another one had ended", false),
        ("terminate called after throwing an instance of 'std::runtime_error'\n  what():  dry\n", "a C++ exception was not caught: std::runtime_error: dry", false),
        ("terminate called after throwing an instance of 'int'\n", "a C++ exception was not caught: int", false),
        ("landuse-kernel: /a/b c/flow.c:7: void f(int): Assertion `x > 0 && \"wet\"' failed.\n", "assertion failed: x > 0 && \"wet\" (flow.c:7)", false),
        ("*** stack smashing detected ***: terminated\n", "memory was written past the end of a buffer", true),
        ("free(): invalid pointer\n", "the heap is corrupted, memory was freed twice or written past its end: free(): invalid pointer", true),
        ("malloc(): corrupted top size\n", "the heap is corrupted, memory was freed twice or written past its end: malloc(): corrupted top size", true),
    ] as [(String, String, Bool)])
    func `a program's last words are understood`(_ text: String, _ reason: String, _ isHeapBroken: Bool) {
        let words = LastWords(in: "a warning\nanother\n" + text)
        #expect(words.reason == reason)
        #expect(words.isHeapBroken == isHeapBroken)
        #expect(words.textBefore == "a warning\nanother\n")
    }

    @Test(arguments: ["", "\n", "a line\n", "  what():  nothing was thrown\n", "free water for all\n", "malloc"])
    func `other text is left alone`(_ text: String) {
        let words = LastWords(in: text)
        #expect(words.reason == nil)
        #expect(words.textBefore == text)
    }
}
