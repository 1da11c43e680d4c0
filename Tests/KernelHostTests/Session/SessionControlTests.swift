import Testing

@testable import KernelHost

@Suite struct SessionControlTests {
    @Test func `a wish to stop lasts until the document's run ends, and no longer`() {
        let control = SessionControl()
        #expect(!control.interrupt() && !control.isStopAsked)
        control.begin()
        #expect(!control.isStopAsked)
        #expect(control.interrupt() && control.isStopAsked)
        control.end()
        #expect(!control.isStopAsked)
        control.begin()
        #expect(!control.isStopAsked)
    }
}
