import Foundation
import Testing
@testable import LandUseKit

@Suite("Datasets in files")
struct DatasetFiles {
    /// Writes pictures, and what else is to lie there, below a folder; a name that ends with a slash is a folder.
    private func fill(_ folder: String, _ names: [String]) throws {
        for (number, name) in names.enumerated() {
            let path = folder + "/" + name
            try FileManager.default.createDirectory(
                atPath: name.hasSuffix("/") ? path : (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
            if name.hasSuffix("/") { continue }
            let isPicture = name.hasSuffix(".png") && !name.contains("broken")
            try write(isPicture ? noiseImage([3, 4, 1 + number % 4], number).pngData() : Array("no picture".utf8), to: path)
        }
    }

    private func complaint(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "none"
        } catch { return "\(error)" }
    }

    @Test("a folder a class: hidden and foreign files passed over, folders within, links that lead back") func folder() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["river/b.png", "river/a.png", "river/.hidden.png", "river/notes.txt", "river/deep/er/c.png", "beach/d.PNG.png", "readme.png", ".git/x.png"])
            try FileManager.default.createSymbolicLink(atPath: folder + "/river/deep/loop", withDestinationPath: folder + "/river")
            let images = try ImageFolder(folder + "//")
            #expect(images.classes == ["beach", "river"])
            #expect(images.labels == [0, 1, 1, 1])
            #expect((0..<4).map(images.name) == ["beach/d.PNG.png", "river/a.png", "river/b.png", "river/deep/er/c.png"])
            #expect(try (0..<4).map { try images.image(at: $0).channels } == [3, 3, 3, 3])
            let own = try ImageFolder(folder, convertsToRGB: false)
            #expect(try (0..<4).map { try own.image(at: $0).channels } == [2, 2, 1, 1])
        }
    }

    @Test("what is no such folder is said") func folderErrors() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["flat/a.png", "flat/b.png", "none/", "half/full/a.png", "half/empty/notes.txt", "bad/class/broken.png"])
            func complaint(_ name: String) -> String { self.complaint { _ = try ImageFolder(folder + "/" + name) } }
            #expect(complaint("nowhere") == "there is no folder \(folder)/nowhere")
            #expect(complaint("flat/a.png") == "\(folder)/flat/a.png is a file: name the folder that holds a folder of pictures for each class")
            #expect(complaint("flat") == "\(folder)/flat holds 2 pictures and no folders: put the pictures of each class into a folder named after it")
            #expect(complaint("none") == "\(folder)/none holds no folders: a dataset's folder holds a folder of pictures for each class")
            #expect(complaint("half")
                == "the class folder \(folder)/half/empty holds no pictures (bmp, gif, jpeg, jpg, png, tif, tiff, webp): put some there, or remove it")
            let images = try ImageFolder(folder + "/bad")
            #expect(self.complaint { _ = try images.image(at: 0) }.hasPrefix("\(folder)/bad/class/broken.png is not a PNG"))
        }
    }

    @Test("a list of pictures: quotes, a byte order mark, line ends, empty lines") func list() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["a.png", "deep/b, \"c\".png"])
            let path = folder + "/list.csv"
            try write(Array("\u{FEFF}label,image,note\r\nriver,a.png,\"two\r\nlines\"\r\n\r\nbeach,\"deep/b, \"\"c\"\".png\",".utf8), to: path)
            let images = try ImageList(csv: path)
            #expect(images.classes == ["beach", "river"])
            #expect(images.labels == [1, 0])
            #expect(images.name(at: 1) == "deep/b, \"c\".png")
            #expect(try images.image(at: 1).samples == noiseImage([3, 4, 2], 1).rgb.samples)
            #expect(try ImageList(csv: path, classes: ["river", "lake", "beach"]).labels == [0, 2])
        }
    }

    @Test("what is wrong with a list is said, with the line", arguments: [
        ("image,label\na.png,rivr\n", ":2: the label rivr is none of the classes; did you mean river?"),
        ("image,label\na.png,\n", ":2: the field of the column label is empty"),
        ("image,label\n,river\n", ":2: the field of the column image is empty"),
        ("image,label\n.,river\n", ":2: there is no file FOLDER/.; paths count from the list's folder"),
        ("image,label\na.png,river\n\nb.png,river\n", ":4: there is no file FOLDER/b.png; paths count from the list's folder"),
        ("images,label\na.png,river\n", ":1: there is no column image; did you mean images?"),
        ("image,label\na.png\n", ":2: it has 1 fields, and the first line 2"),
        ("image,label\n\"a.png,river\n", ":2: a field in quotes is not closed"),
        ("image,label\n\"a\".png,river\n", ":2: text follows the closing quote of a field"),
        ("image,label\na\".png,river\n", ":2: a quote stands within a field that does not begin with one"),
        ("image,label\n", ":1: no pictures follow the names of the columns"),
        ("", ":1: it is empty"),
    ])
    func listErrors(text: String, message: String) throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["a.png"])
            let path = folder + "/list.csv"
            try write(Array(text.utf8), to: path)
            let found = complaint { _ = try ImageList(csv: path, classes: ["beach", "river"]) }
            #expect(found == path + message.replacingOccurrences(of: "FOLDER", with: folder))
            #expect(complaint { _ = try ImageList(csv: folder + "/no.csv") } == "there is no list of pictures \(folder)/no.csv")
        }
    }

    @Test("folders within a class in the order of their whole paths, as torchvision has them") func nestedOrder() throws {
        try withTemporaryFolder { folder in
            // sorted(os.walk(…)): a space comes before a slash.
            try fill(folder, ["c/z.png", "c/a/x/1.png", "c/a b/2.png", "c/a/3.png"])
            let images = try ImageFolder(folder)
            #expect((0..<4).map(images.name) == ["c/z.png", "c/a/3.png", "c/a b/2.png", "c/a/x/1.png"])
        }
    }

    @Test("a picture that is not there ends the cell with its number") func noSuchPicture() async {
        func words(_ result: ExitTest.Result?) -> String { String(decoding: result?.standardErrorContent ?? [], as: UTF8.self) }
        let drawn = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = GeneratedLandUse(imagesPerClass: 1, size: 32).image(at: 21)
        }
        #expect(words(drawn).contains("there is no picture 21 in a dataset of 21; indices count from 0"))
        let some = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            _ = try Subset(GeneratedLandUse(imagesPerClass: 1, size: 32), indices: [3, 4]).cached().image(at: -1)
        }
        #expect(words(some).contains("there is no picture -1 in a dataset of 2"))
        let both = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
            let pictures = GeneratedLandUse(imagesPerClass: 1, size: 32)
            _ = ConcatDataset(pictures, pictures).name(at: 42)
        }
        #expect(words(both).contains("there is no picture 42 in a dataset of 42"))
    }

    @Test("UC Merced and EuroSAT know their classes") func published() throws {
        #expect(UCMerced.classes.count == 21)
        #expect(EuroSAT.classes.count == 10)
        #expect(GeneratedLandUse(imagesPerClass: 1, size: 32).classes == UCMerced.classes)
        try withTemporaryFolder { folder in
            try fill(folder, EuroSAT.classes.map { "eurosat/\($0)/\($0)_1.png" } + UCMerced.classes.dropFirst(4).map { "ucmerced/\($0)/a.png" })
            let images = try EuroSAT(folder: folder + "/eurosat")
            #expect(images.count == 10)
            #expect(images.source.licence == "MIT")
            #expect(images.source.place == folder + "/eurosat")
            #expect(complaint { _ = try UCMerced(folder: folder + "/ucmerced") }
                == "\(folder)/ucmerced is not UC Merced Land Use: the classes agricultural, airplane, baseballdiamond and 1 more are missing; move it away, and `landuse data get ucmerced` fetches all of it")
            try fill(folder, ["eurosat/Harbour/a.png"])
            #expect(complaint { _ = try EuroSAT(folder: folder + "/eurosat") }
                == "\(folder)/eurosat is not EuroSAT (RGB): Harbour is none of its classes; move it away, or use ImageFolder")
            #expect(complaint { _ = try UCMerced(folder: folder + "/nowhere") } == "there is no folder \(folder)/nowhere")
        }
    }

    @Test("where a published dataset is sought; drawn pictures where it is not") func sought() async {
        await #expect(processExitsWith: .success) {
            try withTemporaryFolder { folder in
                setenv("XDG_CACHE_HOME", folder, 1)
                unsetenv("LANDUSE_DATA")
                let drawn = try UCMerced.orGenerated(imagesPerClass: 2, size: 32)
                #expect(drawn.source.isGenerated && drawn.count == 42 && drawn.remarks.isEmpty)
                setenv("LANDUSE_DATA", folder + "/own", 1)
                do {
                    _ = try UCMerced()
                    Issue.record("it is not here")
                } catch {
                    #expect("\(error)" == "UC Merced Land Use is not on this machine (sought: \(folder)/own/ucmerced, \(folder)/landuse/data/ucmerced): "
                        + "`landuse data get ucmerced` fetches it; or set LANDUSE_DATA to the folder that holds ucmerced")
                }
                let missed = try UCMerced.orGenerated(imagesPerClass: 2, size: 32)
                #expect(missed.remarks == [
                    "There are no photographs in \(folder)/own/ucmerced, where LANDUSE_DATA has them sought: these pictures stand in for them."
                ])
                // An empty folder does not hide the cache's.
                try FileManager.default.createDirectory(atPath: folder + "/own/ucmerced", withIntermediateDirectories: true)
                for (index, name) in UCMerced.classes.enumerated() {
                    let place = folder + "/landuse/data/ucmerced/" + name
                    try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
                    try write(noiseImage([3, 3, 3], index).pngData(), to: place + "/a.png")
                }
                #expect(try UCMerced.orGenerated().source.name == "UC Merced Land Use")
                // Half a dataset is not silently replaced.
                try FileManager.default.removeItem(atPath: folder + "/landuse/data/ucmerced/river")
                #expect(throws: DatasetError.self) { try UCMerced.orGenerated() }
            }
        }
    }
}
