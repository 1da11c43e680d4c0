import Assignments
import Digest
import Foundation

/// The folder of one run: what it compiles, the folder that its cells run in, and what the judge gives it.
struct RunFolder: Sendable {
    let root: URL
    /// What was compiled, for this run alone.
    var cache: URL { root.appending(path: "cache") }
    /// What of that the kernel has loaded, in a jail.
    var loads: URL { root.appending(path: "loads") }
    /// Where the cells run, outside of jails.
    var work: URL { root.appending(path: "work") }
    /// `LANDUSE_CHECKS`: the file `seed` and, in the drawn phase, the folder `inputs`.
    var checks: URL { root.appending(path: "checks") }

    /// A new one, which only this user may look into.
    init() throws(GradingFault) {
        root = FileManager.default.temporaryDirectory.appending(path: "landuse-grade-\(UUID().uuidString)")
        do {
            try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            for folder in [cache, loads, work, checks] { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false) }
            try Self.write(seed: PublicSeed.value, as: "seed", in: checks)
        } catch {
            throw .cannotWrite(path: root.path, reason: (error as NSError).localizedDescription)
        }
    }

    /// Begins the drawn phase.
    /// - Parameters:
    ///   - seed: the assignment's secret, which no process of a cell gets to see.
    ///   - inputs: a folder whose files submissions may read from now on; `nil` where there are none.
    ///   - isJudges: whether the judge's cells run here, which draw from a seed of their own.
    func draw(seed: UInt64, inputs: URL?, isJudges: Bool = false) throws(GradingFault) {
        do {
            if isJudges { try Self.write(seed: Self.derived("judge", from: seed), as: "judge-seed", in: checks) }
            let folder = checks.appending(path: "inputs")
            if let inputs { try FileManager.default.copyItem(at: inputs, to: folder) } else {
                try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            }
            // Last, and at once: whoever sees the seed sees the inputs too.
            try Self.write(seed: Self.derived("check", from: seed), as: "seed", in: checks)
        } catch {
            throw .cannotWrite(path: checks.path, reason: (error as NSError).localizedDescription)
        }
    }

    /// One of several seeds that follow from a secret, and from which neither it nor the others can be told.
    static func derived(_ name: String, from secret: UInt64) -> UInt64 {
        UInt64(SHA256.hex(of: "\(name) \(secret)".utf8).prefix(16), radix: 16) ?? secret
    }

    private static func write(seed: UInt64, as name: String, in checks: URL) throws {
        let file = checks.appending(path: name)
        try Data("\(seed)\n".utf8).write(to: file, options: .atomic)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file.path)
    }

    func remove() { try? FileManager.default.removeItem(at: root) }
}

/// Faults of the machine or of the grader: nothing that a submission is to blame for.
public enum GradingFault: Error, CustomStringConvertible {
    case cannotWrite(path: String, reason: String)
    case cannotRead(path: String, reason: String)
    /// The assignment's own notebook is not what it should be.
    case assignment(path: String, reason: String)
    /// A notebook of which nothing was run.
    case notRun(path: String)
    /// Another process grades this assignment.
    case isGradedElsewhere(path: String)
    /// The reference does not earn what it should.
    case reference(String)

    public var description: String {
        switch self {
        case .cannotWrite(let path, let reason): "\(path): error: cannot be written: \(reason)"
        case .cannotRead(let path, let reason): "\(path): error: cannot be read: \(reason)"
        case .assignment(let path, let reason): "\(path): error: \(reason)"
        case .notRun(let path): "\(path): error: nothing of it was run"
        case .isGradedElsewhere(let path): "\(path): error: another landuse grade is at work there; wait for its end, or end it"
        case .reference(let reason): reason
        }
    }
}
