import Digest
import TestFolders
import Testing
@testable import Downloads

struct WeightsDownloadTests {
    private func weights(_ contents: [UInt8], urls: [String] = []) -> PublishedWeights {
        PublishedWeights(
            name: "net", title: "Net", summary: "", licence: "", citation: "", homepage: "",
            origin: .published(PublishedFile(urls: urls, size: nil, sha256: String(SHA256.hex(of: contents).prefix(8)))))
    }

    @Test func `from the published address, from a mirror, from a file`() throws {
        let contents = sampleBytes(5000)
        try withServer(.init(contents: contents)) { server throws in
            let dead = "http://127.0.0.1:1/net.pth"
            for (urls, mirror, source) in [
                ([server.url("net.pth")], nil, WeightsDownload.Source.published), ([dead], server.url("folder"), .published),
                ([dead], nil, .url(server.url("other"))),
            ] {
                let folder = try TemporaryFolder()
                let places = WeightsPlaces(folder: folder.path + "/weights", mirror: mirror)
                let (path, wasThere) = try WeightsDownload(weights(contents, urls: urls), places: places, from: source).run()
                #expect(path == folder.path + "/weights/net.pth" && !wasThere)
                #expect(folder.all == ["weights", "weights/net.pth"])
                // The second time it is there, whatever the source.
                #expect(try WeightsDownload(weights(contents, urls: [dead]), places: places).run().wasThere)
                #expect(try WeightsDownload(weights(contents), places: places, from: .file(folder.path + "/weights/net.pth")).run().wasThere)
            }
        }
        let folder = try TemporaryFolder()
        try folder.write(contents, to: "brought.pth")
        let places = WeightsPlaces(folder: folder.path + "/weights")
        #expect(try !WeightsDownload(weights(contents), places: places, from: .file(folder.path + "/brought.pth")).run().wasThere)
        #expect(try folder.read("weights/net.pth") == contents)
        #expect(throws: DownloadError.self) { try WeightsDownload(weights([1]), places: places, from: .file(folder.path + "/brought.pth")).run() }
    }

    @Test func `those that are converted, and those that come with the package, need nothing`() throws {
        let folder = try TemporaryFolder()
        try folder.write([1], to: "net.safetensors")
        var weights = weights([])
        let places = WeightsPlaces(folder: folder.path)
        let converted = try WeightsDownload(weights, places: places).run()
        #expect(converted.path == folder.path + "/net.safetensors" && converted.wasThere)
        weights.origin = .shipped(size: 5)
        let shipped = try WeightsDownload(weights, places: places).run()
        #expect(shipped.path == nil && shipped.wasThere)
    }
}
