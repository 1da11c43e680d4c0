/// Where data sets are sought and put on this machine: one folder each, which holds a folder of pictures for each class.
public struct DatasetPlaces: Sendable, Equatable {
    /// The user's own folder of data sets, `$LANDUSE_DATA`; sought first.
    public var own: String?
    /// `$XDG_CACHE_HOME/landuse/data`; sought next.
    public var cache: String?

    public init(own: String?, cache: String?) {
        self.own = own
        self.cache = cache
    }

    public static func fromEnvironment() -> DatasetPlaces {
        var own = CacheFolder.variable("LANDUSE_DATA")
        while let path = own, path.count > 1, path.hasSuffix("/") { own = String(path.dropLast()) }
        return DatasetPlaces(own: own, cache: (try? CacheFolder.fromEnvironment()).map { $0 + "/data" })
    }

    /// The folder of a data set that is here; `nil` where none is. One without any class is none.
    public func find(_ dataset: PublishedDataset) throws(DownloadError) -> DatasetFolder? {
        for place in [own, cache] {
            guard let place else { continue }
            let folder = try DatasetFolder(place + "/" + dataset.name)
            if !folder.classes.isEmpty { return folder }
        }
        return nil
    }

    /// Where a download of it belongs.
    public func target(of dataset: PublishedDataset) throws(DownloadError) -> String {
        guard let place = own ?? cache else { throw .noCacheFolder }
        return place + "/" + dataset.name
    }
}
