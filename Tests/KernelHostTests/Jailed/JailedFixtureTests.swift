import Foundation
import Testing

@testable import KernelHost

/// What works outside works in a jail: whole notebooks, their deaths, stops and second kernels.
@Suite(.serialized) struct JailedFixtureTests {
    static let fixtures = ProcessInfo.processInfo.environment["LANDUSE_ALL_JAILED"] != nil ? NotebookFixture.all : NotebookFixture.all.filter { ["deaths"].contains($0.name) }

    @Test(arguments: fixtures)
    func `a notebook does in a jail what it does outside`(fixture: NotebookFixture) async throws {
        let jailed = try JailedNotebook()
        try fixture.check(try await fixture.run(cache: jailed.cache) { try await jailed.confine($0, &$1) })
    }
}
