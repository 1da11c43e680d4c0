import CPretrainedWeights
import Digest
import Downloads
import Foundation
import Testing
@testable import LandUseKit

@Suite("Pretrained weights")
struct PretrainedWeightsTests {
    let weights = PublishedWeights.resNet18ImageNet1KV1

    private func failure(_ store: WeightsStore) -> WeightsError? {
        do throws(WeightsError) {
            _ = try store.stateDict(of: weights)
            return nil
        } catch {
            return error
        }
    }

    private func files(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    }

    @Test("without a network: one sentence that says what to do, and nothing left behind") func offline() throws {
        try withTemporaryFolder { folder in
            // Port 1 of this machine, where nothing listens.
            let error = try #require(failure(WeightsStore(folder: folder + "/cache/weights", baseURL: "http://127.0.0.1:1")))
            guard case .notDownloaded(_, let url, _, let reason) = error else {
                Issue.record("\(error)")
                return
            }
            #expect(url == "http://127.0.0.1:1/resnet18-f37072fd.pth")
            #expect(!reason.isEmpty)
            #expect(error.description.hasPrefix("the pretrained weights resnet18-f37072fd are not in \(folder)/cache/weights and could not be downloaded from \(url) ("))
            #expect(error.description.hasSuffix("put resnet18-f37072fd.pth or resnet18-f37072fd.safetensors into that folder, or set LANDUSE_WEIGHTS_URL to a mirror"))
            #expect(!error.description.contains("\n"))
            #expect(try files(folder + "/cache/weights").isEmpty)
        }
    }

    @Test("another file than the published one is refused, and nothing left behind") func wrongChecksum() throws {
        try withTemporaryFolder { folder in
            try write(Array("not the weights".utf8), to: folder + "/resnet18-f37072fd.pth")
            let error = failure(WeightsStore(folder: folder + "/cache", baseURL: "file://" + folder))
            guard case .otherFile(_, let source, let reason) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(source == "file://\(folder)/resnet18-f37072fd.pth" && error?.description == reason)
            #expect(reason.hasPrefix("\(source) is not the published file: its SHA-256 begins with ") && reason.hasSuffix(", not f37072fd; it was not used"))
            #expect(try files(folder + "/cache").isEmpty)
            // One that lies in the folder stays there: it is the user's.
            let own = failure(WeightsStore(folder: folder, baseURL: "http://127.0.0.1:1"))
            #expect(own?.description.hasSuffix("; it was not used; `landuse weights get resnet18-f37072fd` puts the published one in its place") == true)
            #expect(try files(folder) == ["cache", "resnet18-f37072fd.pth"])
        }
    }

    @Test("cached safetensors are used without a network") func cached() throws {
        try withTemporaryFolder { folder in
            var state = StateDict()
            state["fc.bias"] = Tensor([1, 2, 3])
            try state.write(to: folder + "/resnet18-f37072fd.safetensors")
            let store = WeightsStore(folder: folder, baseURL: "http://127.0.0.1:1")
            #expect(try store.stateDict(of: weights)["fc.bias"]?.elements == [1, 2, 3])
        }
    }

    @Test("a damaged cached file names itself") func damaged() throws {
        try withTemporaryFolder { folder in
            try write([1, 2, 3], to: folder + "/resnet18-f37072fd.safetensors")
            let error = failure(WeightsStore(folder: folder, baseURL: "http://127.0.0.1:1"))
            #expect(error?.description == "the pretrained weights resnet18-f37072fd cannot be read: \(folder)/resnet18-f37072fd.safetensors is no checkpoint: it has 3 bytes, too few for one")
        }
    }

    @Test("a download with the right checksum is kept, and kept as safetensors too") func download() throws {
        try withTemporaryFolder { folder in
            let bytes = try contents(of: Fixtures.path("pytorch/types.pth"))
            try write(bytes, to: folder + "/types.pth")
            var digest = SHA256()
            bytes.withUnsafeBytes { digest.update($0) }
            let file = PublishedFile(urls: [], size: bytes.count, sha256: String(digest.finalize().hex.prefix(8)))
            let published = PublishedWeights(
                name: "types", title: "types", summary: "a test", licence: "", citation: "", homepage: "", origin: .published(file))
            let store = WeightsStore(folder: folder + "/cache", baseURL: "file://" + folder)
            let first = try store.stateDict(of: published)
            #expect(try files(folder + "/cache") == ["types.pth", "types.safetensors"])
            let second = try store.stateDict(of: published)
            #expect(first.names == second.names)
            #expect(second["part"]?.elements == first["part"]?.elements)
            // And the file that someone puts there by hand.
            try FileManager.default.removeItem(atPath: folder + "/cache/types.safetensors")
            #expect(try WeightsStore(folder: folder + "/cache", baseURL: "http://127.0.0.1:1").stateDict(of: published).count == first.count)
        }
    }

    @Test("the best that can be had: ours where there is no network or another file comes of it, but not for a wrong file in the folder") func available() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                setenv("XDG_CACHE_HOME", folder + "/cache", 1)
                setenv("LANDUSE_WEIGHTS_URL", "http://127.0.0.1:1", 1)
                #expect(try ResNet18Weights.available() == .landUse)
                // A home that cannot be written.
                try write([], to: folder + "/file")
                setenv("XDG_CACHE_HOME", folder + "/file/cache", 1)
                #expect(try ResNet18Weights.available() == .landUse)
                setenv("XDG_CACHE_HOME", folder + "/cache", 1)
                try write(Array("please log in".utf8), to: folder + "/resnet18-f37072fd.pth")
                setenv("LANDUSE_WEIGHTS_URL", "file://" + folder, 1)
                #expect(try ResNet18Weights.available() == .landUse)
                #expect(try FileManager.default.contentsOfDirectory(atPath: folder + "/cache/landuse/weights") == [])
                try write(Array("not the weights".utf8), to: folder + "/cache/landuse/weights/resnet18-f37072fd.pth")
                do throws(WeightsError) {
                    _ = try ResNet18Weights.available()
                    Issue.record("it was taken")
                } catch {
                    if case .otherFile = error {} else { Issue.record("\(error)") }
                }
                try write([1, 2, 3], to: folder + "/cache/landuse/weights/resnet18-f37072fd.safetensors")
                #expect(try ResNet18Weights.available() == .imageNet1KV1)
            }
        }
    }

    @Test("our own weights are in the program, fit, and need neither network nor folder") func shipped() throws {
        guard case .shipped(let size) = PublishedWeights.resNet18LandUse.origin else {
            Issue.record("not shipped")
            return
        }
        let file = cpretrained_resnet18_landuse()
        #expect(file.count == size)
        let model = try ResNet.resnet18(weights: .landUse)
        #expect(model.fc.weight.shape == [31, 512])
        #expect(model.fc.weight.elements.allSatisfy { $0.isFinite })
        let state = try WeightsStore.stateDict(of: .resNet18LandUse)
        #expect(state.metadata["classes"]?.split(separator: ",").count == 31)
        #expect(ResNet18Weights.landUse.description == "resnet18-landuse (EuroSAT and generated land use, 31 classes)")
    }

    @Test("loading our own weights leaves the random numbers where a new network would") func shippedRandom() throws {
        func next(_ make: () throws -> Void) rethrows -> [Float] {
            try Random.withSeed(3) {
                try make()
                return Tensor.rand([4]).elements
            }
        }
        let expected = next { _ = ResNet.resnet18(numClasses: 31) }
        let found = try next { _ = try ResNet.resnet18(weights: .landUse) }
        #expect(found == expected)
    }
}
