import Foundation
import Testing

/// A class in which all but one attack: the grader, its secrets, each other. Each submission says what it tries.
@Suite(.enabled("this machine can make no sandbox: is bubblewrap there?") { AttackedClass.canMakeJails }) struct AttackTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var name: String
        /// What it deserves: not a point for an attack, all of them for what is right.
        var earned: Double
        /// Whether it may earn less: it forges frames on the kernel's own channel, and whether it cuts off its own words as well is a
        /// matter of moments.
        var isRacing = false
        /// Words of the remark that says what was hit.
        var remark: String?
        var testDescription: String { name }

        init(_ name: String, _ earned: Double, _ remark: String? = nil) {
            self.name = name
            self.earned = earned
            self.remark = remark
        }

        var racing: Case {
            var own = self
            own.isRacing = true
            return own
        }
    }

    static let cases: [Case] = [
        Case("perfect", 12),
        Case("empty", 0, "The cell `scaled` is missing"),
        // The public check alone: its answer stands in the release.
        Case("hardcoded", 1), Case("twice", 1).racing, Case("shadows", 1), Case("interposed", 1), Case("detecting", 1),
        Case("alike", 0), Case("nan", 0), Case("forged", 0),
        Case("exits", 0), Case("initialisers", 0, "The process ended with the cell `scaled`"), Case("exec", 0, "The process ended with the cell"),
        Case("memory-writes", 0, "The process ended with the cell"), Case("signals", 0, "The cell `scaled` took longer than a cell may"),
        Case("places", 0), Case("macros", 0), Case("spying-import", 0), Case("spying", 1),
        Case("fences", 0, "The cell `scaled-drawn` is not for students to change"), Case("neighbours", 0),
        Case("flood", 0), Case("uncounted", 0), Case("output", 0, "put out more than is kept"),
        // On a slow machine all its cells together take longer than a submission may, first.
        Case("pages", 0, "put out more than is kept|what had not run by then was not run"),
        Case("alternating", 0, "put out more than is kept"), Case("messages", 0), Case("bombs", 0), Case("full", 0), Case("killed", 6, "The process ended with the cell `coded`"),
        Case("sleepers", 0, "The cell `coded` took longer than a cell may"), Case("compile-explosion", 0), Case("literal", 0), Case("no-space", 0),
        Case("deep", 0, "`scaled` is nested more deeply than"), Case("deeper", 0, "`scaled` is nested more deeply"), Case("deepest", 0, "is nested more deeply"), Case("shown-deep", 0), Case("short-deep", 0, "1 further cell was left out"), Case("injection", 6), Case("slow", 0),
        Case("long", 0, "larger than 1 MiB"), Case("many", 0, "further cells were left out"),
        Case("link", 0, "links are not followed|it is a link"), Case("gradebook", 0, "it is a link"), Case("folder", 0, "it is a link"), Case("pipe", 0, "no regular file"),
        Case("inside", 0, "links are not followed"),
    ]

    @Test(.timeLimit(.minutes(10)), arguments: cases) func noAttackEarnsWhatIsNotDeserved(_ attack: Case) async throws {
        let result = try await AttackedClass.shared.value.result(attack.name)
        #expect(result.checks.count == 5)
        #expect(attack.isRacing ? result.earned <= attack.earned : result.earned == attack.earned, "\(result.checks.map { "\($0.id): \($0.earned)" })")
        guard let words = attack.remark else { return }
        let isThere = result.remarks.contains { remark in words.split(separator: "|").contains { remark.text.contains($0) } }
        #expect(isThere, "\(result.remarks.map(\.text))")
    }

    /// Each committed attack is in the table.
    @Test func allAttacksAreLookedAt() throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: AttackedClass.fixtures.appending(path: "submitted").path)
        #expect(Set(names.map { $0.replacing(".md", with: "") }).subtracting(Self.cases.map(\.name)) == [])
    }

    @Test(.timeLimit(.minutes(10))) func theClassIsGraded() async throws {
        let graded = try await AttackedClass.shared.value
        #expect(graded.release.exitCode == 0, "\(graded.release.errors)")
        #expect(graded.grading.exitCode == 0, "\(graded.grading.errors.suffix(2000))")
        let students = try graded.students()
        #expect(Set(Self.cases.map(\.name)).subtracting(students) == [])
        for student in students { #expect(FileManager.default.fileExists(atPath: graded.folder.appending(path: "feedback/\(student).html").path), "\(student)") }
        // Nothing lies elsewhere.
        let files = try FileManager.default.contentsOfDirectory(atPath: graded.folder.path).sorted()
        #expect(files == ["autograded", "class.html", "feedback", "gradebook.sqlite", "release", "source", "submitted"])
        #expect(try FileManager.default.contentsOfDirectory(atPath: graded.folder.appending(path: "feedback").path).count == students.count)
    }

    /// Limits at which nothing ends, and which only the system knows of.
    @Test(.timeLimit(.minutes(10)), arguments: [
        ("bombs", "`scaled` had run, the submission had as many threads"), ("bombs", "`coded` had run, the submission had made as many files"),
        ("full", "`scaled` had run, the submission's files took all the room"), ("full", "`coded` had run, the submission held as many files open"),
    ]) func eachLimitIsStated(student: String, words: String) async throws {
        let remarks = try await AttackedClass.shared.value.result(student).remarks
        #expect(remarks.contains { $0.kind == "limit" && $0.text.contains(words) }, "\(remarks.map(\.text))")
    }

    /// Plain work is graded the quick way, in jails too; what kills its process is graded again, cell by cell.
    @Test(.timeLimit(.minutes(10))) func plainWorkIsCompiledTogether() async throws {
        let graded = try await AttackedClass.shared.value
        let plain = try graded.run("perfect"), unusual = try graded.run("exec")
        #expect(plain.wasBatched && plain.sharedChecks)
        #expect(!unusual.wasBatched && !unusual.sharedChecks)
    }

    /// A kill may be the system's, for want of memory: then it is tried once more. What the grader has ended, and what ended
    /// in any other way, is not.
    @Test(.timeLimit(.minutes(10))) func whatWasKilledIsGradedOnceMore() async throws {
        let graded = try await AttackedClass.shared.value
        #expect(try graded.students().filter { try graded.run($0).wasRepeated == true } == ["initialisers", "killed"])
        #expect(try graded.result("killed").remarks.contains { $0.kind == "limit" && $0.text.contains("was killed, and once more") })
    }

    /// Names that would take a classmate's file, or be a formula or markup.
    @Test(.timeLimit(.minutes(10))) func namesHarmNobody() async throws {
        let graded = try await AttackedClass.shared.value
        let results = try graded.students().map { ($0, try graded.result($0).earned) }
        let lovelaces = results.filter { $0.0.hasPrefix("Ada_Lovelace") }
        #expect(lovelaces.map(\.1).sorted() == [0, 12])
        #expect(results.filter { $0.0.hasPrefix("_HYPERLINK") || $0.0.hasPrefix("_script_") }.map(\.1) == [12, 12])
        let table = try await Program.run(["gradebook", "export", graded.folder.path], in: graded.folder)
        #expect(table.exitCode == 0)
        #expect(table.output.contains("'=HYPERLINK(") && !table.output.contains("\n=") && !table.output.contains("\n\"="))
    }

    /// What nobody may see, in what everybody gets.
    @Test(.timeLimit(.minutes(10))) func noSecretReachesAPage() async throws {
        let graded = try await AttackedClass.shared.value
        let secrets = [
            // Code and texts of hidden cells; what they expect; the seed; labels; the rubric is for those who grade.
            "SECRET-HIDDEN-CHECK", "SECRET-HIDDEN-TEXT", "secretHiddenValues = ", "SECRET-JUDGE", "SECRET-SOLUTION", "SECRET-MODEL-ANSWER", "5_512_551", "5DEE_CE66",
            "73458", "4401.125", "8802.5", "\(AttackedClass.seed)", "CODED WITH", "SEED 77", "EXECUTED", "JUDGED", "SMILE",
        ]
        for student in try graded.students() {
            // An attack's own words are on its page, where its code stands.
            let code = Bytes((try? Data(contentsOf: graded.folder.appending(path: "submitted/\(student).md"))) ?? Data())
            let isHonest = try graded.result(student).earned == 12
            for (file, content) in try graded.pages(student) {
                let found = (secrets + (isHonest ? [] : ["CLASSMATE-WORDS"])).filter { !code.contains($0) && content.contains($0) }
                #expect(found == [], "\(file)")
            }
        }
        // What those found who looked where they should not.
        let found: [(student: String, words: [String])] = [
            ("neighbours", ["FOUND NOTHING</pre>", "PROCESSES 2"]), ("spying-import", ["cannot find"]), ("spying", ["LOADED NOW 4 false false", "SEED 20260901"]),
            ("bombs", ["FEW THREADS true", "FEW FILES true", "NOT SPARSE true", "LITTLE WRITTEN true"]), ("full", ["NO ROOM true", "FEW DESCRIPTORS true"]),
        ]
        for (student, words) in found {
            let page = Bytes(try Data(contentsOf: graded.folder.appending(path: "feedback/\(student).html")))
            let missing = words.filter { !page.contains($0) }
            #expect(missing == [], "\(student)")
        }
        let asked = Bytes(try Data(contentsOf: graded.folder.appending(path: "feedback/spying-import.html"))).contains("convert value of type")
        #expect(!asked, "the compiler told the type of what a hidden check declares")
    }

    /// The pages hold no markup that a submission brought.
    @Test(.timeLimit(.minutes(10))) func pagesRunNothing() async throws {
        let graded = try await AttackedClass.shared.value
        for student in try graded.students() {
            let page = Bytes(try Data(contentsOf: graded.folder.appending(path: "feedback/\(student).html")))
            let (isClosed, isBounded) = (page.contains("Content-Security-Policy"), page.count < 100 << 20)
            #expect(isClosed && isBounded, "\(student)")
            // What a frame shows is its own, and runs nothing: see FeedbackTests.
            let outside = page.without(from: "srcdoc=\"", to: "\"")
            let found = Self.running.filter { outside.contains($0) }
            #expect(found == [], "\(student)")
            #expect(outside.hasNoHandlers, "\(student)")
        }
        // The attacks are there, as text.
        let injection = Bytes(try Data(contentsOf: graded.folder.appending(path: "feedback/injection.html")))
        let isThere = injection.contains("javascript:") && injection.contains("&lt;script")
        #expect(isThere)
    }

    /// Markup that would run something, ask for something, or be a part of the page that it has not.
    private static let running = [
        "<script", "<base", "<form", "<button", "<object", "<embed", "<textarea", "<plaintext", "<link", "href=\"javascript:", "href=\"data:", "src=\"http", "src=\"data:text",
    ]

    /// Whoever a jail's process was, it is gone.
    @Test(.timeLimit(.minutes(10))) func noProcessIsLeft() async throws {
        _ = try await AttackedClass.shared.value
        let users = try FileManager.default.contentsOfDirectory(atPath: "/proc").filter { Int($0) != nil }.compactMap { process -> String? in
            guard let command = try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8), command.contains("landuse-kernel"), command.contains("landuse-grade-") else { return nil }
            return command
        }
        // A jail names the folder of its class's run, which is another's where other tests run beside these.
        #expect(users.filter { $0.contains(FileManager.default.temporaryDirectory.path) } == [])
    }
}
