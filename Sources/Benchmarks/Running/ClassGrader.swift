import Foundation

/// The built program on a class.
struct ClassGrader: Sendable {
    /// What a submission makes.
    static let processes: Set = ["swift-frontend", "ld.lld", "landuse-kernel"]

    let bench: Workbench
    let scratch: ScratchCache

    /// Writes the release, and grades some students once, in the sandbox if that can be. Gives whether it can.
    func warmUp(_ folder: URL, _ students: [String]) async throws -> Bool {
        try await run(["assignment", "release", folder.path])
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
        return try await run(arguments)
    }

    /// Seconds that the program took.
    @discardableResult
    private func run(_ arguments: [String]) async throws -> Double {
        try await ChildProcess(
            program: bench.program.path, arguments: arguments, variables: ["XDG_CACHE_HOME": scratch.home.path, "LANDUSE_HOME": bench.home.path]
        ).run().seconds
    }
}
