import Testing

@testable import Interactive

@Suite struct ReplCommandTests {
    @Test(arguments: [
        (":help", .help), ("  :cells ", .cells), (":show 3", .show("3")), (":show  top-five", .show("top-five")), (":run all", .run(.all)),
        (":run rest", .run(.rest)), (":run 3", .run(.cell("3"))), (":type a + b", .type("a + b")), (":save a b.md", .save("a b.md", replacing: false)),
        (":save! a.md", .save("a.md", replacing: true)), (":q", .quit), (":v", .vars), (":edit 1", .edit("1")), (":open 2", .open("2")),
        (":load x.swift", .load("x.swift")), (":time", .time), (":restart", .restart), (":doc print", .doc("print")), (":quit", .quit),
    ] as [(String, ReplCommand)])
    func `a line is a command`(_ line: String, _ expected: ReplCommand) throws {
        #expect(ReplCommand.isCommand(line))
        #expect(try ReplCommand(line) == expected)
    }

    @Test(arguments: [
        (":cels", "there is no command `:cels`; did you mean `:cells`?"), (":xyzzy", "there is no command `:xyzzy`; `:help` lists them"),
        (":", "there is no command `:`; `:help` lists them"), (":run", "`:run` needs something more: `:run N|all|rest`"), (":vars x", "`:vars` stands alone"),
        // Two commands begin so.
        (":s", "there is no command `:s`; `:help` lists them"),
    ])
    func `a mistake is told with its remedy`(_ line: String, _ message: String) {
        let error = #expect(throws: CommandError.self) { try ReplCommand(line) }
        #expect(error?.description == message)
    }

    @Test func `Swift is no command`() {
        for text in ["a ? b\n: c", "x", ""] { #expect(!ReplCommand.isCommand(text)) }
    }

    @Test(arguments: [
        (":ce", ["cells"]), (":sa", ["save ", "save! "]), (":run a", ["all", "abc"]), (":show ce", ["cell-1", "cell-2"]), (":vars ", []), (":nope x", []),
    ])
    func `commands are completed`(_ text: String, _ expected: [String]) async {
        let completions = await CommandCompletion(cells: ["cell-1", "cell-2", "abc"], questions: nil).completions(of: text, cursor: text.count)
        #expect(completions.all.map(\.text).sorted() == expected.sorted())
    }

    @Test func `files are completed`() async {
        let completion = CommandCompletion(cells: [], questions: nil)
        let found = await completion.completions(of: ":load /etc/host", cursor: 15)
        #expect(found.start == 6)
        #expect(found.all.contains { $0.text == "/etc/hosts" })
    }
}
