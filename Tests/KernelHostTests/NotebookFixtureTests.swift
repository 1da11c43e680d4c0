import Testing

/// Whole notebooks through compiler and kernel: the session's behaviour as its users meet it.
@Suite(.serialized) struct NotebookFixtureTests {
    @Test(arguments: NotebookFixture.all)
    func `a notebook does what its golden file says`(fixture: NotebookFixture) async throws {
        try fixture.check(try await fixture.run())
    }

    @Test func `there are fixtures`() {
        #expect(NotebookFixture.all.count >= 10)
    }
}
