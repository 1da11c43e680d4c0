import Foundation

/// How fast a class is graded: many small submissions beside nbgrader's autograde of the same exercise in Python, and what
/// of the time the sandbox takes.
struct GradingSpeed: Benchmark {
    let name = "grading"
    let summary = "grade a class of 100 small submissions, in a sandbox, beside nbgrader"

    private static let students = 100, peers = 20

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let scratch = try ScratchCache()
        defer { scratch.remove() }
        var result = BenchmarkResult(name)
        let small = scratch.home.appending(path: "small")
        try SmallClass(students: Self.students).write(to: small)
        let grader = ClassGrader(bench: bench, scratch: scratch)

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
            let added = mine.median - Series("", seconds: bare).median, cells = SmallQuestion.all.count * 2
            result.notes.append(
                "the sandbox adds \(added.asDuration) to a submission, \((added / Double(cells)).asDuration) to each of its \(cells) cells: a compiler, a linker and a kernel, each in a jail of its own")
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
        let (bytes, _) = try await ProcessTree.peak(of: ClassGrader.processes) { try await grader.grade(small, isSandboxed: isSandboxed, jobs: 1, only: (1...6).map { SmallClass(students: 0).student($0) }) }
        result.sizes.append(Size("compilers and kernel of one small submission, at most", bytes: bytes))
        return result
    }

    private static func perMinute(_ series: Series) -> String { String(Int((60 / series.median).rounded())) }
}
