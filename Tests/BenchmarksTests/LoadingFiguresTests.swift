import Testing

@testable import Benchmarks

@Suite struct LoadingFiguresTests {
    @Test func `lines of times, and where the pictures are`() throws {
        let figures = try LoadingFigures("loader, from memory; 0.5 1e-3\ntraining, no loader; 2\npictures; /data/uc merced\n")
        #expect(figures.series == [Series("loader, from memory", seconds: [0.5, 0.001]), Series("training, no loader", seconds: [2])])
        #expect(figures.folder == "/data/uc merced")
        #expect(try LoadingFigures("pictures; ").folder.isEmpty)
    }

    @Test(arguments: ["loader", "loader;", "loader; 0.5 fast", "Killed"])
    func `other text is no measurement`(text: String) {
        #expect(throws: BenchmarkError.self) { try LoadingFigures(text) }
    }
}
