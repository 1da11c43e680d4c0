import Foundation
import Testing

@testable import Sandbox

/// What is seen of a jail from outside.
@Suite(.serialized) struct JailGaugeTests {
    private static let limits: JailLimits = {
        var limits = JailLimits()
        limits.processes = 20
        limits.openFiles = 40
        limits.scratchSize = 4 << 20
        limits.scratchFiles = 300
        return limits
    }()

    static let cases: [(String, Set<JailBound>)] = [
        ("nothing", []), ("files", [.openFiles]), ("bytes", [.scratchSize]), ("names", [.scratchFiles]),
    ]

    private static func seen(_ what: String, _ identity: JailIdentity) throws -> Set<JailBound> {
        try Probe.holding(what, identity: identity, limits: limits) { JailGauge($0, limits: limits).reached(by: $1) }
    }

    @Test(arguments: JailTests.identities, cases)
    func `what a program has used up is seen, and nothing else`(identity: JailIdentity, example: (what: String, reached: Set<JailBound>)) throws {
        #expect(try Self.seen(example.what, identity) == example.reached)
    }

    @Test(.enabled(if: geteuid() == 0, "as an ordinary user the system counts by namespace, as root by the jail's user"))
    func `threads that are all there may be are seen`() throws {
        #expect(try Self.seen("threads", .slot(9)) == [.threads])
    }

    /// Neither one that is no jail's nor one that is gone.
    @Test(arguments: [getpid(), Int32.max, -1])
    func `of another process nothing is told`(process: Int32) throws {
        let station = try JailStation.prepare(in: FileManager.default.temporaryDirectory.appending(path: "landuse-gauge-\(getpid())"))
        defer { try? FileManager.default.removeItem(at: FileManager.default.temporaryDirectory.appending(path: "landuse-gauge-\(getpid())")) }
        #expect(JailGauge(station, limits: Self.limits).reached(by: process) == [])
    }
}
