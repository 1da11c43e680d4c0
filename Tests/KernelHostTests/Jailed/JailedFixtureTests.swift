import Foundation
import Testing

@testable import KernelHost

/// What works outside works in a jail: whole notebooks, their deaths, stops and second kernels.
@Suite(.serialized) struct JailedFixtureTests {
    /// Some of them, for their cells are compiled anew; all, but for those that a jail is to keep from working, where
    /// LANDUSE_ALL_JAILED is set.
    static let fixtures: [NotebookFixture] = {
        // Macros are off, and there is no program to start.
        let others: Set = ["macros", "standard-macros", "deadlocks"]
        let some: Set = ["deaths", "kernel-exit", "older-values", "tensor-pictures", "time-limit"]
        let isAll = ProcessInfo.processInfo.environment["LANDUSE_ALL_JAILED"] != nil
        return NotebookFixture.all.filter { isAll ? !others.contains($0.name) : some.contains($0.name) }
    }()

    @Test(arguments: fixtures)
    func `a notebook does in a jail what it does outside`(fixture: NotebookFixture) async throws {
        let jailed = try JailedNotebook()
        try fixture.check(try await fixture.run(cache: jailed.cache) { try await jailed.confine($0, &$1) })
    }

    @Test func `there are such notebooks`() { #expect(Self.fixtures.count >= 5) }
}
