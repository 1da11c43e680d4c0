/// Brings published weights onto this machine: fetched, and checked. The file is there whole or not at all.
public struct WeightsDownload {
    /// Where the file comes from.
    public enum Source: Sendable, Equatable {
        /// The published addresses, or the mirror that the places name.
        case published
        /// Another address of the same file.
        case url(String)
        /// The same file, which is copied.
        case file(String)
    }

    public var weights: PublishedWeights
    public var places: WeightsPlaces
    public var source: Source
    /// Told once, where another process downloads the same.
    public var waits: () -> Void

    public init(_ weights: PublishedWeights, places: WeightsPlaces, from source: Source = .published, waits: @escaping () -> Void = {}) {
        self.weights = weights
        self.places = places
        self.source = source
        self.waits = waits
    }

    /// - Returns: where they are, `nil` for weights that come with the package, and whether they were there already.
    public func run() throws(DownloadError) -> (path: String?, wasThere: Bool) {
        guard var file = places.source(of: weights) else { return (nil, true) }
        if let path = places.find(weights), path == places.convertedPath(of: weights) { return (path, true) }
        let path = places.publishedPath(of: weights)
        if case .url(let url) = source { file.urls = [url] }
        var hasWaited = false
        let fetch = FileFetch(file, to: path, name: weights.name) {
            if !hasWaited { waits() }
            hasWaited = true
        }
        if case .file(let original) = source { return (path, try fetch.copy(original) == nil) }
        return (path, try fetch.run() == nil)
    }
}
