internal import Downloads

/// EuroSAT in colour (Helber and others, 2019): Sentinel-2 images of 64×64 pixels of 10 m, in 10 classes.
///
///     let images = try EuroSAT()
///
/// Sought in `$LANDUSE_DATA/eurosat`, then in the cache folder, where `landuse data get eurosat` puts it.
public struct EuroSAT: Dataset {
    private let pictures: ImageFolder

    /// The 10 classes, in their order.
    public static let classes = PublishedDataset.euroSAT.classes.map(\.name)

    /// - Parameter folder: the folder that holds the classes' folders, where it is not to be sought
    /// - Throws: `DatasetError`: it is not on this machine, a class is missing, or a folder cannot be read.
    public init(folder: String? = nil) throws { pictures = try PublishedPictures.open(.euroSAT, at: folder) }

    public var classes: [String] { pictures.classes }
    public var labels: [Int] { pictures.labels }
    public var source: DataSource { pictures.source }
    public func image(at index: Int) throws -> Image { try pictures.image(at: index) }
    public func name(at index: Int) -> String { pictures.name(at: index) }
}
