import Notebook
import Testing

/// What is said about a notebook with mistakes: each message whole, in the order of the file.
@Suite struct BadNotebookTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let text: String
        let messages: [String]
        var testDescription: String { messages.first ?? text }

        init(_ text: String, _ messages: String...) {
            self.text = text
            self.messages = messages
        }
    }

    static let cases = [
        Case(
            "---\nlibrares: A\n---\n",
            "n.md:2:1: error: unknown setting `librares`; did you mean `libraries`?"),
        Case(
            "---\nzzz: A\n---\n",
            "n.md:2:1: error: unknown setting `zzz`; known are `title`, `lang`, `libraries`, `assignment`, `seed`, `timeout`, `total-timeout`, `optimize`, `parameters`"),
        Case("---\ntitle: [a]\n---\n", "n.md:2:8: error: setting `title` must be text, not a list"),
        Case("---\ntitle:\n---\n", "n.md:2:7: error: setting `title` must be text, not nothing"),
        Case("---\nseed: -1\n---\n", "n.md:2:7: error: setting `seed` must be a whole number from 0 to 18446744073709551615, not `-1`"),
        Case("---\ntimeout: 0\n---\n", "n.md:2:10: error: setting `timeout` must be a number of seconds greater than 0, not `0`"),
        Case("---\noptimize: quick\n---\n", "n.md:2:11: error: setting `optimize` must be `true` or `false`, not `quick`"),
        Case("---\nlibraries: {a: b}\n---\n", "n.md:2:12: error: setting `libraries` must be a name or a list of names, not a mapping"),
        Case("---\nparameters: [1]\n---\n", "n.md:2:13: error: setting `parameters` must be a mapping of names to single values or lists of them, not a list"),
        Case("---\nlang: <b>\n---\n", "n.md:2:7: error: setting `lang` must be a language tag such as `en` or `pt-BR`, not `<b>`"),
        Case("---\njust words\n---\n", "n.md:2:1: error: expected `key: value` lines"),
        Case("---\ntitle: a\ntitle: b\n---\n", "n.md:2:1: error: this is not valid YAML: these keys stand twice: `title`"),
        Case("---\ntitle: 'a\n---\n", "n.md:3:1: error: this is not valid YAML: found unexpected end of stream"),
        Case("---\na: b: c\n---\n", "n.md:2:5: error: this is not valid YAML: mapping values are not allowed in this context; put the text in quotes: `a: \"b: c\"`"),
        Case("```swift\n//| caption: Before: \"256\" pixels\n1\n```\n", "n.md:2:20: error: this is not valid YAML: mapping values are not allowed in this context; put the text in quotes: `caption: \"Before: \\\"256\\\" pixels\"`"),
        Case("```swift\n//| alt: @home\n1\n```\n", "n.md:2:10: error: this is not valid YAML: found character that cannot start any token; put the text in quotes: `alt: \"@home\"`"),
        Case("---\ntitle: a\n", "n.md:1:1: error: the front matter has no end; close it with a line that is just `---`"),
        Case(
            "```swift\n//| ehco: false\n```\n",
            "n.md:2:5: error: unknown option `ehco`; did you mean `echo`?"),
        Case("```swift\n//| fold: maybe\n```\n", "n.md:2:11: error: option `fold` must be `true` or `false`, not `maybe`"),
        Case("```swift\n//| expect: success\n```\n", "n.md:2:13: error: option `expect` must be `error`, not `success`"),
        Case(
            "```swift\n//| id: 3d\n```\n",
            "n.md:2:9: error: option `id` must begin with a letter and go on with letters, digits, `_` or `-`, not `3d`"),
        Case("```swift\n//| id\n```\n", "n.md:2:5: error: expected `key: value` lines"),
        Case(
            "```swift\n//| caption: \"a\n```\n",
            "n.md:2:5: error: this is not valid YAML: found unexpected end of stream"),
        Case(
            "```swift\nlet a = 1\n//| id: a\n```\n",
            "n.md:3:1: error: this option line has no effect here; option lines stand at the very top of the cell"),
        Case(
            "```swift\n//| id: a\n```\n\n```swift\n//| id: a\n```\n",
            "n.md:6:9: error: the id `a` is already the name of the cell on line 2; give each cell its own"),
        Case(
            "```swift\n//| id: cell-2\n```\n\n```swift\n```\n",
            "n.md:2:9: error: the id `cell-2` is the default name of the cell on line 5; give each cell its own"),
        Case(
            "```swift\n//| parameters: true\n```\n\n```swift\n//| id: more\n//| parameters: true\n```\n",
            "n.md:6:9: error: this is a second parameter cell; put its parameters into the first, on line 1"),
        Case("```swift\n//| parameters: 3\n```\n", "n.md:2:17: error: option `parameters` must be `true` or `false`, not `3`"),
        Case("text\n\n```swift\nlet a = 1\n", "n.md:3:1: error: this cell has no end; put a line with just ``` below its code"),
        Case("> ~~~~swift\n> let a = 1\n\nend\n", "n.md:1:3: error: this cell has no end; put a line with just ~~~~ below its code"),
        Case(
            String(repeating: "> ", count: 150) + "deep\n",
            "n.md:1:1: error: this is nested more than 100 levels deep; write it flatter"),
        // In a list, in a quote, behind a character of several bytes, behind a tab.
        Case("- ä\n  ```swift\n  //| idd: a\n  ```\n", "n.md:3:7: error: unknown option `idd`; did you mean `id`?"),
        Case("> ```swift\n> //| caption: ä\n> //|fold: 2\n> ```\n", "n.md:3:12: error: option `fold` must be `true` or `false`, not `2`"),
        // Everything at once.
        Case(
            "---\ntitel: a\nseed: x\n---\n```swift\n//| ecko: 1\n```\n```swift\n",
            "n.md:2:1: error: unknown setting `titel`; did you mean `title`?",
            "n.md:3:7: error: setting `seed` must be a whole number from 0 to 18446744073709551615, not `x`",
            "n.md:6:5: error: unknown option `ecko`; did you mean `echo`?",
            "n.md:8:1: error: this cell has no end; put a line with just ``` below its code"),
    ]

    @Test(arguments: cases)
    func says(_ given: Case) throws {
        let error = try #require(throws: NotebookError.self) {
            _ = try NotebookDocument.parse(Array(given.text.utf8), path: "n.md")
        }
        #expect(error.diagnostics.map(\.description) == given.messages)
        #expect(error.kind == .mistakes)
    }
}
