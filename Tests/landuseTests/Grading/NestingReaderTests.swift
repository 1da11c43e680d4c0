import CellCompiler
import Foundation
import Testing

/// Code that was written for the parser to fail of, or to need years for, read by the process that `landuse grade` has for it.
@Suite(.serialized) struct NestingReaderTests {
    private static let reader = NestingReader(program: Program.url.path, arguments: ["source-nesting"])

    /// Code that begins so often, and ends as often.
    struct Form: Sendable, CustomTestStringConvertible {
        var opening: String, middle = "a", closing = ""
        var testDescription: String { opening }

        func text(_ bytes: Int) -> String {
            let count = (bytes - middle.utf8.count) / (opening.utf8.count + closing.utf8.count)
            return String(repeating: opening, count: count) + middle + String(repeating: closing, count: count)
        }
    }

    private static let forms = [
        Form(opening: "try "), Form(opening: "await "), Form(opening: "!"), Form(opening: "- "), Form(opening: "& "), Form(opening: "if true {} else ", middle: "{}"),
        Form(opening: "a ? b : "), Form(opening: "let a = "), Form(opening: "/*", closing: "*/"), Form(opening: "#if a\n", closing: "\n#endif"),
        Form(opening: "@a ", middle: "let a = 1"), Form(opening: "if let a = "), Form(opening: "a as "), Form(opening: "repeat "), Form(opening: "x: "),
        Form(opening: ".a"), Form(opening: "!"), Form(opening: "?"), Form(opening: "()"), Form(opening: "[0]"), Form(opening: " + a"), Form(opening: ", a"),
        Form(opening: "->a"), Form(opening: "{}"), Form(opening: "<a>"),
    ]

    /// Nothing of it ends this process, nor takes longer than was given; what follows it is read.
    @Test(.timeLimit(.minutes(2)), arguments: forms) func noFormHarmsItsReader(_ form: Form) async throws {
        let start = ContinuousClock.now
        let answers = try await Self.reader.areBounded([form.text(SourceNesting.longest), Self.people], seconds: 2)
        #expect(answers.count == 2 && answers[1])
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    private static let people = String(repeating: "print(values.map { [$0, ($0 + 1) * 2].reduce(0, +) }.max() ?? 0)\n", count: 30)

    /// What the parser would need years for, as short as it comes: the process is ended, and with it all that it took.
    @Test(.timeLimit(.minutes(2))) func whatTheParserNeedsYearsForIsGivenUp() async throws {
        let endless = String(repeating: "[(", count: 49) + "e: " + String(repeating: "A<", count: 99)
        let start = ContinuousClock.now
        #expect(try await Self.reader.areBounded([Self.people, endless, "let a = 1", Self.people], seconds: 1) == [true, false, true, true])
        // A submission of nothing else is done with soon.
        #expect(try await Self.reader.areBounded(Array(repeating: endless, count: 50) + ["let a = 1"], seconds: 1) == Array(repeating: false, count: 50) + [true])
        #expect(ContinuousClock.now - start < .seconds(60))
    }

    /// A process may end because of what it had read before: code is too much only if a process ends that read nothing else.
    @Test(arguments: [("printf 1; kill -XCPU $$", true), ("kill -XCPU $$", false), ("printf 1; kill -SEGV $$", true)])
    func whatComesLaterIsNotBlamed(_ script: String, isBounded: Bool) async throws {
        let reader = NestingReader(program: "/bin/sh", arguments: ["-c", script])
        #expect(try await reader.areBounded([Self.people, Self.people, Self.people]) == Array(repeating: isBounded, count: 3))
    }

    @Test func aProcessThatDoesNotWorkIsNobodysFault() async throws {
        // More than a pipe holds, so that somebody would still be writing when they have ended.
        for program in ["/bin/false", "/bin/true", "/nowhere"] {
            await #expect(throws: (any Error).self) {
                try await NestingReader(program: program, arguments: []).areBounded(Array(repeating: Self.people, count: 100))
            }
        }
        // Harmless code needs none.
        #expect(try await NestingReader(program: "/nowhere", arguments: []).areBounded(["let a = 1", String(repeating: "(", count: 1000)]) == [true, false])
    }
}
