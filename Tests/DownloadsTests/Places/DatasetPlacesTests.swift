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
        #expect(try DatasetFolder(folder.path + "/small").filesThatAreNoPictures() == [folder.path + "/small/harbor/x.tif"])
    }
}
