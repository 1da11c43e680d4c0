import Testing
@testable import Downloads

/// What holds for all that can be downloaded. That the values are the published ones, nobody here can check.
struct CatalogueTests {
    @Test func `data sets`() {
        #expect(PublishedDataset.all.map(\.name) == ["ucmerced", "eurosat"])
        #expect(PublishedDataset.all.map(\.pictures) == [2100, 27_000])
        #expect(PublishedDataset.all.map(\.classes.count) == [21, 10])
        for dataset in PublishedDataset.all {
            #expect(dataset.classes.map(\.name) == dataset.classes.map(\.name).sorted())
            #expect(PublishedDataset.named(dataset.name) == dataset)
            #expect(dataset.archive.sha256.count == 64 && dataset.archive.size != nil)
            expectSound(dataset.archive, dataset.name)
        }
        #expect(PublishedDataset.named("UCMerced") == nil)
    }

    @Test func `weights`() {
        for weights in PublishedWeights.all {
            #expect(PublishedWeights.named(weights.name) == weights)
            // torch.hub: the name ends with the beginning of the file's SHA-256.
            if case .published(let file) = weights.origin {
                #expect(weights.name.hasSuffix("-" + file.sha256.prefix(8)))
                expectSound(file, weights.name)
            }
        }
    }

    private func expectSound(_ file: PublishedFile, _ name: String) {
        #expect(!file.urls.isEmpty && file.urls.allSatisfy { $0.hasPrefix("https://") || $0.hasPrefix("http://") }, "\(name)")
        // What is fetched without encryption has a checksum, as all has; an encrypted address is asked first.
        #expect(file.urls[0].hasPrefix("https://"), "\(name)")
        #expect(file.sha256.count >= 8 && file.sha256.allSatisfy { "0123456789abcdef".contains($0) }, "\(name)")
        #expect(file.roughSize > 0)
    }
}
