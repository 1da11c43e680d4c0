import Foundation

/// How fast a class is graded: many small submissions beside nbgrader's autograde of the same exercise in Python, what of
/// the time the sandbox takes, and submissions that train a network.
struct GradingSpeed: Benchmark {
    let name = "grading"
    let summary = "grade a class of 100 small submissions, in a sandbox, beside nbgrader, and a few that train"

    private static let students = 100, peers = 20, trainingStudents = 3

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let scratch = try ScratchCache()
        defer { scratch.remove() }
        var result = BenchmarkResult(name)
        let small = scratch.home.appending(path: "small")
        try SmallClass(students: Self.students).write(to: small)
        let grader = Grader(bench: bench, scratch: scratch)

        // One of each that does not count: the kernel is built, the teacher's cells are compiled, files come from the disk.
        bench.progress("\(name): warming up")
        let isSandboxed = try await grader.warmUp(small, ["student000"])
        let nbgrader = try await NbgraderPeer.prepare(SmallClass(students: Self.peers), in: scratch.home.appending(path: "nbgrader"), bench)
        var ours: [Double] = [], bare: [Double] = [], peer: [Double] = []
        let runs = bench.runs ?? 3
        for run in 1...runs {
            bench.progress("\(name): round \(run) of \(runs)")
            ours.append(try await grader.seconds(small, count: Self.students, isSandboxed: isSandboxed))
            if isSandboxed { bare.append(try await grader.seconds(small, count: Self.students, isSandboxed: false)) }
            if let nbgrader { peer.append(try await nbgrader.seconds()) }
        }
        let label = isSandboxed ? "in the sandbox" : "without a sandbox"
        let mine = Series("a small submission, \(label)", seconds: ours)
        result.series.append(mine)
        if isSandboxed {
            result.series.append(Series("the same without the sandbox", seconds: bare))
            result.notes.append("the sandbox adds \((mine.median - Series("", seconds: bare).median).asDuration) to a submission: six compilers and linkers and a kernel, each in a jail of its own")
        } else {
            result.notes.append("bubblewrap cannot be used here, so nothing was graded in a sandbox")
        }
        result.notes.append("\(Self.perMinute(mine)) small submissions a minute: five function answers and five checks each, \(Self.students) students, seconds from the command's start to its end")
        if let nbgrader, !peer.isEmpty {
            let theirs = Series("the same in Python, nbgrader autograde", seconds: peer)
            result.series.append(theirs)
            result.ratios.append(Ratio("nbgrader / landuse", peer: theirs, ours: mine, target: 2))
            result.notes.append("nbgrader: \(Self.perMinute(theirs)) submissions a minute, \(Self.peers) students, one at a time, without a sandbox; \(nbgrader.version); runs of both sides alternate")
        } else {
            result.notes.append("measured without its peer: --python names a Python with nbgrader and ipykernel")
        }
        bench.progress("\(name): memory")
        let names: Set = ["swift-frontend", "ld.lld", "landuse-kernel"]
        let (bytes, _) = try await ProcessTree.peak(of: names) { try await grader.grade(small, isSandboxed: isSandboxed, jobs: 1, only: (1...6).map { SmallClass(students: 0).student($0) }) }
        result.sizes.append(Size("compilers and kernel of one small submission, at most", bytes: bytes))
        try await addTraining(to: &result, grader, isSandboxed)
        return result
    }

    /// The course's own assignment, handed in as its teacher solved it.
    private func addTraining(to result: inout BenchmarkResult, _ grader: Grader, _ isSandboxed: Bool) async throws {
        let source = grader.bench.home.appending(path: "Assignments/2-data-augmentation/source"), manager = FileManager.default
        let sample = grader.bench.home.appending(path: "Tests/GradingTests/Fixtures/course/2-data-augmentation/perfect.md")
        guard manager.fileExists(atPath: sample.path) else { return result.notes.append("the submissions that train are not there to be graded") }
        grader.bench.progress("\(name): submissions that train")
        let folder = grader.scratch.home.appending(path: "training")
        try manager.createDirectory(at: folder.appending(path: "submitted"), withIntermediateDirectories: true)
        try manager.copyItem(at: source, to: folder.appending(path: "source"))
        for number in 0..<Self.trainingStudents {
            // A comment of each student's own: no two of them are the same to a cache.
            let text = try String(contentsOf: sample, encoding: .utf8)
            try Data((text + "\n<!-- \(number) -->\n").utf8).write(to: folder.appending(path: "submitted/student\(number).md"))
        }
        _ = try await grader.warmUp(folder, ["student0"])
        let names: Set = ["swift-frontend", "ld.lld", "landuse-kernel"]
        let (bytes, seconds) = try await ProcessTree.peak(of: names) { try await grader.seconds(folder, count: Self.trainingStudents, isSandboxed: isSandboxed, jobs: 1) }
        result.series.append(Series("a submission that trains, \(isSandboxed ? "in the sandbox" : "without a sandbox"), one at a time", seconds: [seconds]))
        result.sizes.append(Size("compilers and kernel of one that trains, at most", bytes: bytes))
        result.notes.append("the submissions that train: \(Self.trainingStudents) of Assignments/2-data-augmentation")
    }

    private static func perMinute(_ series: Series) -> String { String(Int((60 / series.median).rounded())) }

    /// The built program on a class.
    struct Grader: Sendable {
        let bench: Workbench
        let scratch: ScratchCache

        /// Grades some students once, in the sandbox if that can be. Gives whether it can.
        func warmUp(_ folder: URL, _ students: [String]) async throws -> Bool {
            do {
                try await grade(folder, isSandboxed: true, only: students)
                return true
            } catch BenchmarkError.childFailed {
                try await grade(folder, isSandboxed: false, only: students)
                return false
            }
        }

        /// Seconds that one of the submissions takes when all of them are graded.
        func seconds(_ folder: URL, count: Int, isSandboxed: Bool, jobs: Int? = nil) async throws -> Double {
            try await grade(folder, isSandboxed: isSandboxed, jobs: jobs) / Double(count)
        }

        @discardableResult
        func grade(_ folder: URL, isSandboxed: Bool, jobs: Int? = nil, only students: [String] = []) async throws -> Double {
            var arguments = ["grade", folder.path, "--again"] + (isSandboxed ? [] : ["--unsafe-no-sandbox"])
            if let jobs { arguments += ["--jobs", "\(jobs)"] }
            if !students.isEmpty { arguments += ["--student"] + students }
            return try await ChildProcess(
                program: bench.program.path, arguments: arguments, variables: ["XDG_CACHE_HOME": scratch.home.path, "LANDUSE_HOME": bench.home.path]
            ).run().seconds
        }
    }
}
