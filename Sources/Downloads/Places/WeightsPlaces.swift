import Glibc

/// Where pretrained weights are kept on this machine, and where missing ones come from.
public struct WeightsPlaces: Sendable, Equatable {
    /// `$XDG_CACHE_HOME/landuse/weights`
    public var folder: String
    /// A mirror's folder, `$LANDUSE_WEIGHTS_URL`, that is asked in place of the published address.
    public var mirror: String?

    public init(folder: String, mirror: String? = nil) {
        self.folder = folder
        self.mirror = mirror
    }

    public static func fromEnvironment() throws(DownloadError) -> WeightsPlaces {
        var mirror = CacheFolder.variable("LANDUSE_WEIGHTS_URL")
        while let url = mirror, url.hasSuffix("/") { mirror = String(url.dropLast()) }
        return WeightsPlaces(folder: try CacheFolder.fromEnvironment() + "/weights", mirror: mirror)
    }

    /// The published file.
    public func publishedPath(of weights: PublishedWeights) -> String { "\(folder)/\(weights.name).pth" }

    /// The same weights as safetensors, which need no check at every start and are read faster.
    public func convertedPath(of weights: PublishedWeights) -> String { "\(folder)/\(weights.name).safetensors" }

    /// The file that is here: the converted one, else the published one; `nil` where neither is.
    public func find(_ weights: PublishedWeights) -> String? {
        [convertedPath(of: weights), publishedPath(of: weights)].first { access($0, F_OK) == 0 }
    }

    /// The published file with the address at which it is sought.
    public func source(of weights: PublishedWeights) -> PublishedFile? {
        guard case .published(var file) = weights.origin else { return nil }
        if let mirror { file.urls = ["\(mirror)/\(weights.name).pth"] }
        return file
    }
}
