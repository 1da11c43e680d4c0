import Foundation
import Testing

@testable import Grading

struct SubmittedFolderTests {
    /// What each of the class comes to: the notebook's first line, or why there is none.
    private static func read(_ folder: TemporaryFolder) throws -> [String: String] {
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "small.md", assignment: "small")
        var found: [String: String] = [:]
        for entry in try submitted.entries() {
            switch submitted.read(entry).work {
            case .notebook(_, let bytes): found[entry.student] = String(decoding: bytes.prefix { $0 != 10 }, as: UTF8.self)
            case .unreadable(let reason): found[entry.student] = "! \(reason)"
            }
        }
        return found
    }

    @Test func everyFormIsRead() throws {
        let folder = try TemporaryFolder()
        try folder.write("a folder", to: "anna/small.md")
        try folder.write("another notebook", to: "anna/notes.md")
        try folder.write("a file", to: "ben.md")
        try folder.write("the only one", to: "cleo/homework.md")
        try folder.write("one", to: "dora/a.md")
        try folder.write("two", to: "dora/b.md")
        try folder.write("hidden", to: ".emil.md")
        try folder.write("a list", to: "students.csv")
        try FileManager.default.createDirectory(at: folder.url.appending(path: "fritz"), withIntermediateDirectories: true)
        #expect(try Self.read(folder) == [
            "anna": "a folder", "ben": "a file", "cleo": "the only one",
            "dora": "! there are several notebooks in the folder (a.md, b.md), and none is called small.md or names the assignment small", "fritz": "! there is no notebook in the folder",
        ])
    }

    /// As students pack, and as browsers call what they have fetched twice.
    @Test func theNotebookIsFoundWhereItLies() throws {
        let folder = try TemporaryFolder(), settings = "---\nassignment: small # the first\n---\n"
        try folder.write("deep", to: "anna/small/small.md")
        try folder.write("no", to: "anna/small/notes.md")
        try folder.write("by its settings", to: "ben/notes.md")
        try folder.write(settings, to: "ben/small (1).md")
        try folder.write(settings, to: "cleo/small (1).md")
        try folder.write(settings, to: "cleo/small (2).md")
        try folder.write("notes", to: "dora/README.md")
        try FileManager.default.copyItem(at: SmallAssignment.submitted.appending(path: "zipped.zip"), to: folder.url.appending(path: "dora/work.zip"))
        try folder.write("a Mac's", to: "emil/__MACOSX/small.md")
        try folder.write("the only one", to: "emil/work.md")
        try folder.write("no work", to: "__MACOSX/._ben.md")
        try folder.write("<p>see the file</p>", to: "Ada_4711_assignsubmission_onlinetext/onlinetext.html")
        let found = try Self.read(folder)
        #expect(found == [
            "anna": "deep", "ben": "---", "dora": "---", "emil": "the only one",
            "cleo": "! there are several notebooks in the folder (small (1).md, small (2).md), and none is called small.md or names the assignment small",
        ])
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "small.md", assignment: "small")
        #expect(try submitted.otherFiles() == ["Ada_4711_assignsubmission_onlinetext", "__MACOSX"])
    }

    /// A data set that lies beside the work, or more folders than a process may have open, condemn nobody.
    @Test func whatLiesBesideTheNotebookDoesNoHarm() throws {
        let folder = try TemporaryFolder()
        try folder.write("the work", to: "anna/small.md")
        for number in 0..<2001 { try folder.write("", to: "anna/data/\(number).tif") }
        try folder.write("deep", to: "ben/00/small.md")
        for number in 1...60 { try folder.write("", to: "ben/\(number + 10)/x.tif") }
        #expect(try Self.read(folder) == ["anna": "the work", "ben": "deep"])
    }

    /// What a teacher downloads from Moodle, with folders and without.
    @Test func moodlesNamesAreReplacedByStudents() throws {
        let folder = try TemporaryFolder()
        for (text, path) in [
            ("a", "Ada Lovelace_4711_assignsubmission_file/small.md"), ("b", "Ben_12_assignsubmission_file_/small.md"), ("c", "Cleo_13_assignsubmission_file_my homework.md"),
            // Two of one name, and one who is called like a file that somebody put there.
            ("d", "Dora_14_assignsubmission_file/small.md"), ("e", "Dora_15_assignsubmission_file_small.md"), ("f", "Emil_16_assignsubmission_file.md"), ("g", "Emil.md"),
            // Two of one student, and what only looks so.
            ("h", "Fritz_17_assignsubmission_file_a.md"), ("i", "Fritz_17_assignsubmission_file_b.md"), ("j", "_18_assignsubmission_file.md"), ("k", "Gina_x_assignsubmission_file.md"),
            // Of several, the one that is called as the assignment's.
            ("n", "Kim_22_assignsubmission_file_0-notes.md"), ("o", "Kim_22_assignsubmission_file_small.md"),
            ("l", "Hans_19_assignsubmission_filed.md"), ("m", "Ida_20_assignsubmission_file_Jo_21_assignsubmission_file.md"),
        ] { try folder.write(text, to: path) }
        #expect(try Self.read(folder) == [
            "Ada Lovelace": "a", "Ben": "b", "Cleo": "c", "Dora_14": "d", "Dora_15": "e", "Emil_16": "f", "Emil": "g", "Fritz": "h", "Fritz_17_assignsubmission_file_b.md": "i",
            "_18_assignsubmission_file": "j", "Gina_x_assignsubmission_file": "k", "Hans_19_assignsubmission_filed": "l", "Ida": "m", "Kim": "o",
            "Kim_22_assignsubmission_file_0-notes.md": "n",
        ])
    }

    @Test func archivesAreUnpackedInMemory() throws {
        let submitted = try SubmittedFolder(path: SmallAssignment.submitted.path, notebook: "small.md", assignment: "small")
        let read = Dictionary(uniqueKeysWithValues: try submitted.entries().map { ($0.student, submitted.read($0).work) })
        #expect(read["zipped"] == read["perfect"])
        #expect(read["climbing"] == .unreadable("the archive cannot be used: there is no notebook in it"))
    }

    @Test func nothingIsFollowedAndNothingWaitedFor() throws {
        let folder = try TemporaryFolder(), secret = try TemporaryFolder()
        try secret.write("secret", to: "small.md")
        try FileManager.default.createSymbolicLink(at: folder.url.appending(path: "file.md"), withDestinationURL: secret.url.appending(path: "small.md"))
        try FileManager.default.createSymbolicLink(at: folder.url.appending(path: "folder"), withDestinationURL: secret.url)
        try folder.write("", to: "inside/keep")
        try FileManager.default.createSymbolicLink(at: folder.url.appending(path: "inside/small.md"), withDestinationURL: secret.url.appending(path: "small.md"))
        try #require(mkfifo(folder.url.appending(path: "pipe.md").path, 0o600) == 0)
        let found = try Self.read(folder)
        #expect(found.keys.sorted() == ["file", "folder", "inside", "pipe"])
        for (student, text) in found { #expect(text.hasPrefix("! ") && !text.contains("secret"), "\(student): \(text)") }
    }

    /// What counts is the file that was read; what lies beside it, and when somebody put it there, does not.
    @Test func theTimeIsThatOfTheFileThatWasRead() throws {
        let folder = try TemporaryFolder()
        func put(_ path: String, _ time: Double, _ bytes: Data = Data("text".utf8)) throws {
            try folder.write("", to: path)
            let file = folder.url.appending(path: path)
            try bytes.write(to: file)
            try FileManager.default.setAttributes([.modificationDate: Date(timeIntervalSince1970: time)], ofItemAtPath: file.path)
        }
        let archive = try Data(contentsOf: SmallAssignment.submitted.appending(path: "zipped.zip"))
        try put("anna/small.md", 1000)
        try put("anna/.small.md.swp", 5000)
        try put("anna/notes.md", 6000)
        try put("ben.MD", 2000)
        try put("cleo.zip", 3000, archive)
        try put("dora/work.zip", 4000, archive)
        try put("dora/readme.txt", 7000)
        try put("emil.md", 8000, Data([0]))
        try FileManager.default.createDirectory(at: folder.url.appending(path: "fritz"), withIntermediateDirectories: true)
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "small.md", assignment: "small")
        let times = Dictionary(uniqueKeysWithValues: try submitted.entries().map { ($0.student, submitted.read($0).handedIn) })
        #expect(times == ["anna": 1000, "ben": 2000, "cleo": 3000, "dora": 4000, "emil": 8000, "fritz": nil])
    }

    @Test func whatIsTooLargeIsNotRead() throws {
        let folder = try TemporaryFolder()
        // Sparse: it takes no room.
        try folder.write("", to: "large.md")
        try #require(truncate(folder.url.appending(path: "large.md").path, 4 << 20 + 1) == 0)
        #expect(try Self.read(folder) == ["large": "! it is larger than 1 MiB, the most that is read"])
    }

    @Test func whoHandsInTwiceIsTwoEntries() throws {
        let folder = try TemporaryFolder()
        try folder.write("folder", to: "anna/small.md")
        try folder.write("file", to: "anna.md")
        #expect(try Self.read(folder) == ["anna": "folder", "anna.md": "file"])
        let entries = try SubmittedFolder(path: folder.url.path, notebook: "small.md", assignment: "small").entries()
        #expect(entries.map(\.isNamesake) == [false, true])
    }

    /// What is not taken is told of: a report in place of the notebook is a student's work too.
    @Test func whatIsLeftIsNamed() throws {
        let folder = try TemporaryFolder()
        try folder.write("a report", to: "ivy.html")
        try folder.write("a list", to: "class.csv")
        try folder.write("hidden", to: ".notes.txt")
        try folder.write("old", to: "eve/small.md")
        try folder.write("new", to: "eve/small (1).md")
        try folder.write("one", to: "fay/small.md")
        let submitted = try SubmittedFolder(path: folder.url.path, notebook: "small.md", assignment: "small")
        #expect(try submitted.otherFiles() == ["class.csv", "ivy.html"])
        #expect(try submitted.entries().map { submitted.read($0).notebooks } == [2, 1])
    }
}

struct StudentNameTests {
    @Test func fileNamesAreTheirOwn() {
        let names = ["anna", "Anna", "ben", "../ben", "a b", "a/b", "-rf", ".x", "çelik", "<script>", ""].map { Array($0.utf8) }
        let files = StudentName.fileNames(for: names)
        #expect(Set(files.map { $0.lowercased() }).count == names.count)
        #expect(files[2] == "ben")
        for file in files {
            #expect(file.utf8.allSatisfy { $0 == 0x2D || $0 == 0x2E || $0 == 0x5F || $0 == 0x40 || isalnum(Int32($0)) != 0 } && !file.hasPrefix(".") && !file.hasPrefix("-"))
        }
        // The same whoever else hands in, as long as nobody has nearly the same name.
        #expect(StudentName.fileNames(for: [names[4]]) == [files[4]])
    }

    @Test func longNamesAreCut() {
        #expect(StudentName.text(Array(repeating: 0x61, count: 300)).count == 121)
        #expect(StudentName.text([0xFF, 0x61]) == "\u{FFFD}a")
    }

    /// A student may choose a name: not one that is, or becomes, a classmate's.
    @Test func noNameTakesAnothers() throws {
        let names: [[UInt8]] = [
            Array("Ada Lovelace".utf8), Array("Ada_Lovelace".utf8), Array(StudentName.fileNames(for: [Array("Ada Lovelace".utf8)])[0].utf8), [0x61, 0xFF], [0x61, 0xFE],
            Array("a\u{FFFD}".utf8), Array(String(repeating: "x", count: 200).utf8), Array((String(repeating: "x", count: 199) + "y").utf8),
        ]
        let chosen = names + [Array(StudentName.texts(for: names)[3].utf8)]
        for found in [StudentName.fileNames(for: chosen), StudentName.texts(for: chosen)] {
            #expect(Set(found.map { Array($0.lowercased().utf8) }).count == chosen.count, "\(found)")
        }
        #expect(StudentName.texts(for: [Array("Zoë".utf8)]) == ["Zoë"])
    }
}
