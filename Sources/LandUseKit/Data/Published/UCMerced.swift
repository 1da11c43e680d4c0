internal import Downloads

/// UC Merced Land Use (Yang and Newsam, 2010): aerial photographs of 256×256 pixels of one foot, in 21 classes. A few are
/// some pixels smaller.
///
///     let images = try UCMerced()
///
/// Sought in `$LANDUSE_DATA/ucmerced`, then in the cache folder, where `landuse data get ucmerced` puts it.
public struct UCMerced: Dataset {
    private let pictures: ImageFolder

    /// The 21 classes, in their order.
    public static let classes = PublishedDataset.ucMerced.classes.map(\.name)

    /// - Parameter folder: the folder that holds the classes' folders, where it is not to be sought
    /// - Throws: `DatasetError`: it is not on this machine, a class is missing, or a folder cannot be read.
    public init(folder: String? = nil) throws { pictures = try PublishedPictures.open(.ucMerced, at: folder) }

    /// The photographs where they are on this machine; else pictures of the same classes that a program draws, so that a
    /// notebook runs everywhere. Its report says which: display the dataset.
    ///
    ///     let images = try UCMerced.orGenerated(imagesPerClass: 30)
    ///
    /// - Parameters:
    ///   - imagesPerClass: of the drawn pictures; the photographs are used as they are
    ///   - size: pixels a side of the drawn pictures
    ///   - seed: of the drawn pictures
    /// - Throws: `DatasetError` for photographs that are here and not whole: they are not silently replaced.
    public static func orGenerated(
        imagesPerClass: Int = 30, size: Int = 256, seed: UInt64 = 0, file: StaticString = #fileID, line: UInt = #line
    ) throws -> any Dataset {
        if let folder = try PublishedPictures.folder(of: .ucMerced) { return try UCMerced(folder: folder) }
        var drawn = GeneratedLandUse(imagesPerClass: imagesPerClass, size: size, seed: seed, file: file, line: line)
        if let place = PublishedPictures.ownPlace(of: .ucMerced) {
            drawn.remarks.append("There are no photographs in \(place), where LANDUSE_DATA has them sought: these pictures stand in for them.")
        }
        return drawn
    }

    public var classes: [String] { pictures.classes }
    public var labels: [Int] { pictures.labels }
    public var source: DataSource { pictures.source }
    public func image(at index: Int) throws -> Image { try pictures.image(at: index) }
    public func name(at index: Int) -> String { pictures.name(at: index) }
}
