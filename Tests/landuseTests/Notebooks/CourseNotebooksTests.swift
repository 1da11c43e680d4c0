import Foundation
import TestFolders
import Testing

/// The notebooks that come with the package, and what they rest on: that networks learn from the pictures.
@Suite(.serialized) struct CourseNotebooksTests {
    private static let package = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
    private static let photographs = package.deletingLastPathComponent().appending(path: "shared/data")
    private static let hasPhotographs = FileManager.default.fileExists(atPath: photographs.appending(path: "ucmerced").path)

    @Test func `each compiles`() async throws {
        let run = try await Program.run(["check", "--json", "Notebooks"], in: Self.package)
        let document = try #require(try JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any], "\(run.errors)")
        let notebooks = try #require(document["notebooks"] as? [[String: Any]])
        let names = notebooks.compactMap { ($0["path"] as? String).map { URL(filePath: $0).lastPathComponent } }
        #expect(Set(names) == ["1-basic-cnn.md", "2-data-augmentation.md", "3-transfer-learning.md", "pretraining.md", "worth.md"])
        for notebook in notebooks { #expect(notebook["outcome"] as? String == "ok", "\(notebook)") }
        #expect(run.exitCode == 0)
    }

    /// With few pictures and epochs: that every cell does what its text says, also the ones that are meant to fail. The third
    /// is rendered whole by `.bootstrap walkthrough`.
    @Test(arguments: [("1-basic-cnn", ["imagesPerClass=7", "epochs=2", "comparisonImages=32", "comparisonEpochs=1"]), ("2-data-augmentation", ["imagesPerClass=7", "epochs=2", "ablationEpochs=1"])])
    func `each runs to its end`(name: String, settings: [String]) async throws {
        let folder = try TemporaryFolder()
        let variables = ["LANDUSE_DATA": "", "XDG_CACHE_HOME": Program.cache.path]
        let notebook = Self.package.appending(path: "Notebooks/\(name).md").path
        let run = try await Program.run(["render", notebook, "-o", "page.html"] + settings.flatMap { ["--set", $0] }, in: folder.url, variables: variables)
        #expect(run.exitCode == 0, "\(run.errors)")
        #expect(folder.all == ["page.html"])
    }

    /// A head on frozen features of our checkpoint, 10 a class to learn from, 5 to be judged by: 4.8 % is chance.
    private static let probe = """
        ---
        title: Probe
        libraries: [LandUseKit]
        seed: 1
        ---

        ```swift
        import LandUseKit
        let images = try UCMerced.orGenerated(imagesPerClass: 15, size: 128, seed: 90)
        let split = images.split(perClass: (train: 10, validation: 0, test: 5), seed: 1)
        let preprocess = Compose([Resize(96, 96), ToTensor(), Normalize(.imageNet)])
        let model = try ResNet.resnet18(weights: .landUse)
        model.fc = Linear(512, 21)
        model.freeze().unfreeze("fc")
        let trainer = Trainer(model, optimizer: AdamW(model.fc.parameters(), learningRate: 1e-2), verbose: false)
        let history = try trainer.fit(train: DataLoader(split.train, batchSize: 32, shuffled: true, transform: preprocess), epochs: 15)
        let predictions = try evaluate(model, on: DataLoader(split.test, batchSize: 35, transform: preprocess))
        print("found:", predictions.accuracy, predictions.count)
        print(history.data ?? "")
        ```
        """

    /// - Returns: the accuracy, and the page.
    private func probe(data: String) async throws -> (accuracy: Double, page: String) {
        let folder = try TemporaryFolder()
        try Data(Self.probe.utf8).write(to: folder.url.appending(path: "probe.md"))
        // No photographs of this machine's own.
        let variables = ["LANDUSE_DATA": data, "XDG_CACHE_HOME": Program.cache.path]
        let run = try await Program.run(["render", "probe.md", "-o", "probe.html"], in: folder.url, variables: variables)
        try #require(run.exitCode == 0, "\(run.errors)")
        let page = try String(contentsOf: folder.url.appending(path: "probe.html"), encoding: .utf8)
        let found = try #require(page.firstMatch(of: /found: ([0-9.]+) 105/), "no accuracy")
        return (try #require(Double(found.1)), page)
    }

    @Test func `drawn pictures are good enough to be learnt from, and the page says what they are`() async throws {
        let (accuracy, page) = try await probe(data: "")
        #expect(accuracy > 0.6)
        #expect(page.contains("A program drew these pictures: results on them say nothing about real images."))
    }

    @Test(.enabled(if: hasPhotographs, "there is no folder ../shared/data/ucmerced beside the checkout"))
    func `a head on frozen features tells photographs apart`() async throws {
        let (accuracy, page) = try await probe(data: Self.photographs.path)
        #expect(accuracy > 0.6)
        #expect(page.contains("Data: UC Merced Land Use.") && !page.contains("A program drew"))
    }
}
