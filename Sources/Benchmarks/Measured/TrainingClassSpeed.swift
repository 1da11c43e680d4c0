import Foundation

/// How fast a class is graded whose submissions train a network: the course's own assignment, as its teacher solved it,
/// handed in by twenty.
struct TrainingClassSpeed: Benchmark {
    let name = "grading-training"
    let summary = "grade 20 submissions that train a network, in a sandbox: minutes"

    private static let assignment = "2-data-augmentation", students = 20

    func measure(in bench: Workbench) async throws -> BenchmarkResult {
        let scratch = try ScratchCache(), manager = FileManager.default
        defer { scratch.remove() }
        var result = BenchmarkResult(name)
        let sample = bench.home.appending(path: "Tests/GradingTests/Fixtures/course/\(Self.assignment)/perfect.md")
        guard manager.fileExists(atPath: sample.path) else {
            result.notes.append("the submissions are not there to be graded: \(sample.relativePath)")
            return result
        }
        let folder = scratch.home.appending(path: "training")
        try manager.createDirectory(at: folder.appending(path: "submitted"), withIntermediateDirectories: true)
        try manager.copyItem(at: bench.home.appending(path: "Assignments/\(Self.assignment)/source"), to: folder.appending(path: "source"))
        let text = try String(contentsOf: sample, encoding: .utf8)
        for number in 0..<Self.students {
            // A comment of each student's own: no two of them are the same to a cache.
            try Data((text + "\n<!-- \(number) -->\n").utf8).write(to: folder.appending(path: "submitted/student\(number).md"))
        }
        let grader = ClassGrader(bench: bench, scratch: scratch)
        bench.progress("\(name): warming up")
        let isSandboxed = try await grader.warmUp(folder, ["student0"])
        bench.progress("\(name): \(Self.students) submissions")
        let (bytes, seconds) = try await ProcessTree.peak(of: ClassGrader.processes) { try await grader.seconds(folder, count: Self.students, isSandboxed: isSandboxed) }
        result.series.append(Series("a submission that trains, \(isSandboxed ? "in the sandbox" : "without a sandbox")", seconds: [seconds]))
        result.sizes.append(Size("compilers and kernels of all that are graded at once, at most", bytes: bytes))
        result.notes.append("\(Self.students) of Assignments/\(Self.assignment), seconds from the command's start to its end, the teacher's own run included")
        return result
    }
}
