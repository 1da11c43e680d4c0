import Foundation
import Testing
@testable import LandUseKit

/// The part of UC Merced that stands beside the checkout, in ../shared/data, on the project's own machines.
@Suite("The shared photographs", .enabled(if: SharedPictures.areThere, "there is no folder ../shared/data/ucmerced beside the checkout"))
struct SharedPicturesTests {
    private let images: UCMerced

    init() throws { images = try UCMerced(folder: SharedPictures.folder) }

    @Test("21 classes of 30, split as the results' table has them") func split() throws {
        #expect(images.classes == UCMerced.classes && images.count == 630)
        #expect(images.source.caution == nil && images.foreignLabel == nil)
        let split = images.split(perClass: (train: 20, validation: 5, test: 5))
        #expect(split.train.count == 420 && split.validation.count == 105 && split.test.count == 105)
        for (part, count) in [(split.train, 20), (split.validation, 5), (split.test, 5)] {
            #expect(Dictionary(grouping: part.labels) { $0 }.values.allSatisfy { $0.count == count })
        }
    }

    @Test("each is read, thirteen in another size; two are one picture") func all() throws {
        var odd: [String] = []
        for index in 0..<images.count {
            let image = try images.image(at: index)
            #expect(image.channels == 3)
            if image.height != 256 || image.width != 256 { odd.append(images.name(at: index)) }
        }
        #expect(odd.count == 13 && odd.contains("parkinglot/parkinglot20.tif"))
        let duplicates = try images.duplicates
        #expect(duplicates.groups.map { $0.map(\.name) } == [["airplane/airplane01.tif", "airplane/airplane02.tif"]])
        #expect(duplicates.description.hasPrefix("1 of 630 pictures of UC Merced Land Use occurs more than once:"))
    }

    @Test("sizes that differ are told by name, and Resize makes one of them") func sizes() throws {
        let names = (0..<images.count).map(images.name), odd = try #require(names.firstIndex(of: "parkinglot/parkinglot20.tif"))
        let pair = Subset(images, indices: [0, odd])
        func batch(_ transform: Compose) throws -> Batch? { try DataLoader(pair, batchSize: 2, transform: transform).batches().next() }
        #expect(try batch(Compose([Resize(224, 224), ToTensor()]))?.images.shape == [2, 3, 224, 224])
        let error = #expect(throws: DatasetError.self) { try batch(Compose([ToTensor()])) }
        #expect(error?.description.contains("parkinglot/parkinglot20.tif is 256×247 pixels") == true, "\(error.map(\.description) ?? "")")
    }
}

enum SharedPictures {
    static var folder: String {
        (0..<4).reduce(URL(filePath: #filePath)) { url, _ in url.deletingLastPathComponent() }
            .deletingLastPathComponent().appending(path: "shared/data/ucmerced").path()
    }

    static var areThere: Bool { FileManager.default.fileExists(atPath: folder) }
}
