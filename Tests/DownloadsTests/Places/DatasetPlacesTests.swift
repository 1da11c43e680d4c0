import Glibc
import TestFolders
import Testing
@testable import Downloads

struct DatasetPlacesTests {
    let dataset = PublishedDataset.small([])

    private func fill(_ folder: TemporaryFolder, _ place: String, beach: Int = 3, forest: Int = 3) throws {
        for (name, count) in [("beach", beach), ("forest", forest)] {
            for index in 0..<count { try folder.write([0x49, 0x49, 42, 0], to: "\(place)/small/\(name)/\(index).tif") }
        }
    }

    @Test func `the user's own folder is sought first, then the cache`() throws {
        let folder = try TemporaryFolder()
        let places = DatasetPlaces(own: folder.path + "/own", cache: folder.path + "/cache")
        #expect(try places.find(dataset) == nil)
        try fill(folder, "cache")
        #expect(try places.find(dataset)?.path == folder.path + "/cache/small")
        try fill(folder, "own", beach: 1)
        #expect(try places.find(dataset)?.path == folder.path + "/own/small")
        #expect(try places.find(dataset)?.pictures == 4)
        #expect(try places.target(of: dataset) == folder.path + "/own/small")
        #expect(try DatasetPlaces(own: nil, cache: "/c").target(of: dataset) == "/c/small")
        #expect(throws: DownloadError.noCacheFolder) { try DatasetPlaces(own: nil, cache: nil).target(of: dataset) }
    }

    @Test func `a file where a folder should be is told, not passed over`() throws {
        let folder = try TemporaryFolder()
        try folder.write([], to: "cache/small")
        #expect(throws: DownloadError.unreadable(path: folder.path + "/cache/small", reason: "Not a directory")) {
            try DatasetPlaces(own: nil, cache: folder.path + "/cache").find(dataset)
        }
    }

    @Test(arguments: [
        (3, 3, nil), (3, 0, "the class forest is missing"), (0, 0, "the class beach is missing, and 1 more"), (2, 3, "it has 5 of 6 pictures"),
        (2, 4, "its class beach has not 3 pictures"),
    ] as [(Int, Int, String?)])
    func `what a folder lacks`(_ beach: Int, _ forest: Int, _ difference: String?) throws {
        let folder = try TemporaryFolder()
        try fill(folder, ".", beach: beach, forest: forest)
        #expect(try DatasetFolder(folder.path + "/small").difference(from: dataset) == difference)
    }

    @Test func `foreign classes are named, hidden files are not counted`() throws {
        let folder = try TemporaryFolder()
        try fill(folder, ".")
        try folder.write([], to: "small/beach/.hidden")
        #expect(try DatasetFolder(folder.path + "/small").difference(from: dataset) == nil)
        try folder.write([], to: "small/harbor/x.tif")
        #expect(try DatasetFolder(folder.path + "/small").difference(from: dataset) == "harbor is none of its classes")
        #expect(try DatasetFolder(folder.path + "/small").faults().contains(.init(path: folder.path + "/small/harbor/x.tif", reason: "this is no TIFF, JPEG or PNG picture")))
    }

    @Test func `every picture is decoded, and what is wrong is said of each`() throws {
        let folder = try TemporaryFolder()
        // A grey pixel.
        let png: [UInt8] = [
            0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3a, 0x7e, 0x9b, 0x55,
            0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78, 0xda, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0xe5, 0x27, 0xde, 0xfc, 0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82,
        ]
        try folder.write(png, to: "small/beach/whole.png")
        try folder.write(Array(png.prefix(40)), to: "small/beach/cut.png")
        try folder.write([], to: "small/forest/empty.png")
        try folder.write(png, to: "small/forest/secret.png")
        chmod(folder.path + "/small/forest/secret.png", 0)
        var done: [Int] = []
        let faults = try DatasetFolder(folder.path + "/small").faults { done.append($0) }
        let reasons = Dictionary(uniqueKeysWithValues: faults.map { ($0.path.split(separator: "/").last.map(String.init) ?? "", $0.reason) })
        #expect(reasons["whole.png"] == nil && done == [1, 2, 3, 4])
        #expect(reasons["cut.png"]?.hasPrefix("the picture is damaged or incomplete (") == true)
        #expect(reasons["empty.png"] == "this is no TIFF, JPEG or PNG picture")
        // The administrator may read everything.
        #expect(reasons["secret.png"] == (geteuid() == 0 ? nil : "it cannot be read: Permission denied"))
    }
}
