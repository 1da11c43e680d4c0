/// Why pretrained weights cannot be had.
public enum WeightsError: Error, Equatable, CustomStringConvertible {
    /// The download failed; `folder` is where a file fetched otherwise would be found.
    case notDownloaded(name: String, url: String, folder: String, reason: String)
    /// The bytes at an address, or in a file of the folder, are not those that were published. Nothing that was fetched is kept.
    case otherFile(name: String, source: String, reason: String)
    case unreadable(name: String, reason: String)
    case mismatched(name: String, reason: String)
    case notStored(name: String, reason: String)
    case noCacheFolder

    public var description: String {
        switch self {
        case .notDownloaded(let name, let url, let folder, let reason):
            "the pretrained weights \(name) are not in \(folder) and could not be downloaded from \(url) (\(reason)): "
                + "put \(name).pth or \(name).safetensors into that folder, or set LANDUSE_WEIGHTS_URL to a mirror"
        case .otherFile(let name, let source, let reason):
            reason + (source.contains("://") ? "" : "; `landuse weights get \(name)` puts the published one in its place")
        case .unreadable(let name, let reason):
            "the pretrained weights \(name) cannot be read: \(reason)"
        case .mismatched(let name, let reason):
            "the pretrained weights \(name) cannot be used: \(reason)"
        case .notStored(let name, let reason):
            "the pretrained weights \(name) cannot be stored: \(reason); XDG_CACHE_HOME names the folder to use"
        case .noCacheFolder:
            "there is no folder for pretrained weights: set HOME or XDG_CACHE_HOME"
        }
    }
}
