import Testing

@testable import LineEditing

/// Keys from a text in which `^a` is Ctrl-A, `~f` Alt-F, and `<up>` and the like are keys by name.
private func keys(_ text: String) -> [Key] {
    let named: [String: Key] = [
        "up": .up, "down": .down, "left": .left, "right": .right, "home": .home, "end": .end, "enter": .enter, "tab": .tab, "backtab": .backTab,
        "bs": .backspace, "del": .delete, "altenter": .altEnter, "altbs": .altBackspace, "esc": .escape,
    ]
    var keys: [Key] = [], rest = Substring(text)
    while let character = rest.popFirst() {
        switch character {
        case "^": if let next = rest.popFirst() { keys.append(.control(next)) }
        case "~": if let next = rest.popFirst() { keys.append(.alt(next)) }
        case "<":
            let name = String(rest.prefix { $0 != ">" })
            rest = rest.dropFirst(name.count + 1)
            guard let key = named[name] else { preconditionFailure("no key is called \(name)") }
            keys.append(key)
        default: keys.append(.character(character))
        }
    }
    return keys
}

/// The text with `|` where the cursor stands, after keys.
private func edited(_ text: String, history: [String] = []) -> String {
    var editor = LineEditor(history: history) { !$0.hasSuffix("{") && !$0.contains("{\n") || $0.hasSuffix("}") }
    for key in keys(text) { _ = editor.handle(key) }
    var shown = editor.buffer.characters
    shown.insert("|", at: editor.buffer.cursor)
    return String(shown)
}

@Suite struct LineEditorTests {
    @Test(arguments: [
        ("abc", "abc|"), ("abc^a", "|abc"), ("abc^ax^e!", "xabc!|"), ("abc<left><left>X", "aX|bc"),
        ("abc<bs>", "ab|"), ("abc^a<del>", "|bc"), ("abc^a^d", "|bc"), ("one two~b", "one |two"), ("one two~b~b~f", "one| two"),
        ("one two^w", "one |"), ("a.b c.d^w", "a.b |"), ("a.b c.d<altbs>", "a.b c.|"), ("one two^a~d", "| two"),
        ("one two^u", "|"), ("one two^a^k^y^y", "one twoone two|"), ("one two^w^w^y", "one two|"), ("one^u two^u^y~y", "one|"),
        ("abd^t", "adb|"), ("ab c^_", "|"), ("ab^ac^_", "|ab"), ("e\u{301}x<bs><bs>", "|"), ("漢字<left>x", "漢x|字"),
        ("👩‍👧<bs>x", "x|"),
    ])
    func `keys edit`(_ text: String, _ expected: String) { #expect(edited(text) == expected) }

    @Test(arguments: [
        ("if a {<enter>", "if a {\n    |"), ("if a {<enter>b<enter>", "if a {\n    b\n    |"), ("if a {<enter><bs>x", "if a {\nx|"), ("if a {<enter>}", "if a {\n}|"),
        ("a<altenter>b", "a\nb|"), ("ab<altenter>c<up>", "a|b\nc"), ("a<altenter>bcd<up><down>", "a\nb|cd"), ("a<altenter>b<up><enter>", "a\n|\nb"),
        ("<tab>x", "    x|"), ("a<altenter>b^a", "a\n|b"), ("a<altenter>b^u^u", "a\n|"), ("a<altenter>b<up>^k", "a|b"), ("a<altenter>b<up>^k^k", "a|"),
    ])
    func `several lines`(_ text: String, _ expected: String) { #expect(edited(text) == expected) }

    @Test(arguments: [
        ("<up>", "two|"), ("<up><up>", "one|"), ("<up><up><up>", "one|"), ("x<up><down>", "x|"), ("x<up>y<up><down>", "twoy|"),
        ("^p^p^n", "two|"), ("^ro", "tw|o"), ("^rone", "|one"), ("^ro^r", "|one"), ("^ro^r^r", "|one"), ("a^rzzz<esc>", "a|"), ("a^ro^g", "a|"),
        ("^ron<end>!", "one!|"), ("^rx<bs>o", "tw|o"),
    ])
    func `earlier inputs are found again`(_ text: String, _ expected: String) { #expect(edited(text, history: ["one", "two"]) == expected) }

    @Test func `a longer earlier input is walked through line by line`() {
        #expect(edited("<up><up>", history: ["x", "a\nb"]) == "a|\nb")
        #expect(edited("<up><up><up>", history: ["x", "a\nb"]) == "x|")
    }

    @Test(arguments: [
        ("a<enter>", .submit("a")), ("if {<enter>", nil), ("if {<enter>}<enter>", .submit("if {\n}")), ("^d", .end), ("a^d", nil), ("a^a^d^d", .end),
        ("abc^c", .interrupt(text: "abc")), ("^c", .interrupt(text: "")), ("a.<tab>", .complete), ("<tab>", nil), ("^l", .clearScreen), ("^z", .suspend),
    ] as [(String, LineEditor.Effect?)])
    func `some keys ask for something`(_ text: String, _ expected: LineEditor.Effect?) {
        var editor = LineEditor { !$0.contains("{") || $0.contains("}") }
        var effect: LineEditor.Effect?
        for key in keys(text) { effect = editor.handle(key) }
        #expect(effect == expected)
    }

    @Test func `what is pasted is one text, without keys and control characters in it`() {
        var editor = LineEditor { _ in true }
        #expect(editor.handle(.paste("a\r\nb\u{1B}[A\tc\r")) == nil)
        #expect(editor.buffer.text == "a\nb[A\tc\n")
    }
}

@Suite struct CompletionTests {
    private func offered(_ text: String, start: Int, _ texts: [String], then: String = "") -> String {
        var editor = LineEditor(text: text)
        editor.offer(Completions(start: start, texts.map { Completion(text: $0) }))
        for key in keys(then) { _ = editor.handle(key) }
        return editor.buffer.text
    }

    @Test func `one completion is put in, of several what they share`() {
        #expect(offered("x.inF", start: 2, ["inFeatures"]) == "x.inFeatures")
        #expect(offered("x.r", start: 2, ["resnet18(", "resnet34("]) == "x.resnet")
        #expect(offered("x.", start: 2, ["a", "b"]) == "x.")
        #expect(offered("x.q", start: 2, []) == "x.q")
    }

    @Test func `Tab goes through several, another key takes one`() {
        #expect(offered("x.", start: 2, ["a", "b"], then: "<tab>") == "x.a")
        #expect(offered("x.", start: 2, ["a", "b"], then: "<tab><tab><tab>") == "x.a")
        #expect(offered("x.", start: 2, ["a", "b"], then: "<backtab>") == "x.b")
        #expect(offered("x.", start: 2, ["a", "b"], then: "<tab>c") == "x.ac")
    }

    @Test func `overloads that are written alike are one text and two lines of the list`() {
        var editor = LineEditor(text: "f")
        editor.offer(Completions(start: 0, [Completion(text: "f(", label: "f(a: Int)"), Completion(text: "f(", label: "f(b: Int)")]))
        #expect(editor.buffer.text == "f(")
        #expect(editor.frame(prompt: Prompt("> ", rest: ""), columns: 40, rows: 10).rows.count == 2)
    }
}
