import Digest
import Foundation
@testable import Downloads

extension PublishedDataset {
    /// What `make_archives.py` has packed, or another archive that says it is that.
    static func small(_ archive: [UInt8], urls: [String] = []) -> PublishedDataset {
        PublishedDataset(
            name: "small", title: "Small", summary: "", classes: [Class("beach", 3), Class("forest", 3)], licence: "", citation: "",
            homepage: "", archive: PublishedFile(urls: urls, size: archive.count, sha256: SHA256.hex(of: archive)), imagesFolder: "small/Images")
    }
}

/// The bytes of `small.zip`.
func smallArchive() throws -> [UInt8] { Array(try Data(contentsOf: URL(filePath: fixture("small.zip")))) }
