internal import Downloads

/// A published dataset's folder on this machine, checked for its classes.
enum PublishedPictures {
    /// Where the dataset is; `nil` where it is not on this machine: `$LANDUSE_DATA/<name>`, else the cache folder's. A folder
    /// without any class is none.
    static func folder(of dataset: PublishedDataset) throws(DatasetError) -> String? {
        do throws(DownloadError) {
            return try DatasetPlaces.fromEnvironment().find(dataset)?.path
        } catch .unreadable(let path, let reason) {
            throw .unreadableFolder(path: path, reason: reason)
        } catch {
            throw .unreadableFolder(path: dataset.name, reason: error.description)
        }
    }

    /// Where the user keeps datasets, and this one was not found; `nil` where nothing was set.
    static func ownPlace(of dataset: PublishedDataset) -> String? {
        DatasetPlaces.fromEnvironment().own.map { $0 + "/" + dataset.name }
    }

    /// - Parameter path: the folder that holds the classes' folders; by default where the dataset is sought
    /// - Throws: `DatasetError`: the dataset is not here, or not all of its classes are.
    static func open(_ dataset: PublishedDataset, at path: String?) throws -> ImageFolder {
        guard let path = try path ?? folder(of: dataset) else {
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
