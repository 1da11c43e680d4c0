internal import Downloads
import Glibc

/// A published dataset's folder on this machine, checked for its classes.
enum PublishedPictures {
    /// Where the dataset is; `nil` where it is not on this machine: `$LANDUSE_DATA/<name>`, else the cache folder's.
    static func folder(of dataset: PublishedDataset) -> String? {
        let places = DatasetPlaces.fromEnvironment()
        return [places.own, places.cache].compactMap { $0.map { $0 + "/" + dataset.name } }.first { FolderListing.identity($0) != nil }
    }

    /// - Parameter path: the folder that holds the classes' folders; by default where the dataset is sought
    /// - Throws: `DatasetError`: the dataset is not here, or not all of its classes are.
    static func open(_ dataset: PublishedDataset, at path: String?) throws -> ImageFolder {
        guard let path = path ?? folder(of: dataset) else {
            let places = DatasetPlaces.fromEnvironment()
            throw DatasetError.notHere(
                title: dataset.title, name: dataset.name, sought: [places.own, places.cache].compactMap { $0.map { $0 + "/" + dataset.name } })
        }
        let found = try FolderListing(path).folders, expected = dataset.classes.map(\.name)
        let missing = expected.filter { !found.contains($0) }, foreign = found.filter { !expected.contains($0) }
        guard missing.isEmpty, foreign.isEmpty else {
            throw DatasetError.otherClasses(title: dataset.title, name: dataset.name, folder: path, missing: missing, foreign: foreign)
        }
        return try ImageFolder(path, source: DataSource(name: dataset.title, licence: dataset.licence, place: path))
    }
}
