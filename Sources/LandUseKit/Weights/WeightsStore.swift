internal import Downloads
import Glibc
import NotebookDisplay

/// The folder of pretrained weights on this machine, and where missing ones come from.
struct WeightsStore {
    var places: WeightsPlaces

    /// - Parameters:
    ///   - folder: `<cache>/landuse/weights`
    ///   - baseURL: the URL of a folder that holds the published files, in place of their own addresses.
    init(folder: String, baseURL: String? = nil) {
        places = WeightsPlaces(folder: folder, mirror: baseURL)
    }

    /// `$XDG_CACHE_HOME` (default `~/.cache`) and `$LANDUSE_WEIGHTS_URL` (default the weights' own address).
    static func fromEnvironment() throws(WeightsError) -> WeightsStore {
        guard let places = try? WeightsPlaces.fromEnvironment() else { throw .noCacheFolder }
        return WeightsStore(folder: places.folder, baseURL: places.mirror)
    }

    /// Weights of either kind: those that come with the package need no folder.
    static func stateDict(of weights: PublishedWeights) throws(WeightsError) -> StateDict {
        if case .shipped = weights.origin { return try ShippedWeights.stateDict(of: weights) }
        return try fromEnvironment().stateDict(of: weights)
    }

    /// Published weights: from `<name>.safetensors` if it is there, else from `<name>.pth`, else downloaded.
    ///
    /// A `.pth` is checked against its published checksum and then kept as safetensors beside it, which
    /// needs no check at every start and is read faster.
    func stateDict(of weights: PublishedWeights) throws(WeightsError) -> StateDict {
        let converted = places.convertedPath(of: weights), published = places.publishedPath(of: weights)
        do {
            if access(converted, F_OK) == 0 { return try StateDict(contentsOf: converted) }
            try fetch(weights, to: published)
            let state = try StateDict(contentsOf: published)
            // A folder that may only be read does no harm: the next start converts again.
            try? state.write(to: converted)
            return state
        } catch let error as WeightsError {
            throw error
        } catch {
            throw .unreadable(name: weights.name, reason: "\(error)")
        }
    }

    /// Makes sure that published weights are here, checked, without reading them.
    func require(_ weights: PublishedWeights) throws(WeightsError) {
        if access(places.convertedPath(of: weights), F_OK) != 0 { try fetch(weights, to: places.publishedPath(of: weights)) }
    }

    /// Makes sure that the published file is there, and no other.
    private func fetch(_ weights: PublishedWeights, to path: String) throws(WeightsError) {
        guard let file = places.source(of: weights) else {
            throw .unreadable(name: weights.name, reason: "\(path) is not there; the file comes with the package")
        }
        do throws(DownloadError) {
            if access(path, F_OK) == 0 {
                try file.verify(path)
            } else {
                try FileFetch(
                    file, to: path, name: weights.name, waits: { CancellationHook.check() }, goesOn: { !CancellationHook.isRequested }
                ).run()
            }
        } catch {
            // A cell that is to stop does so here, where the transfer is over and its file closed.
            CancellationHook.check()
            throw WeightsError(error, name: weights.name, folder: places.folder)
        }
    }
}

extension WeightsError {
    /// What kept `name` from being fetched into `folder`.
    init(_ error: DownloadError, name: String, folder: String) {
        switch error {
        case .notFetched(let attempts):
            let first = attempts.first
            self = .notDownloaded(
                name: name, url: first?.url ?? "no address", folder: folder, reason: first?.outcome ?? "none is known")
        case .wrongChecksum(let source, _, _), .wrongSize(let source, _, _):
            self = .otherFile(name: name, source: source, reason: error.description)
        case .noCacheFolder: self = .noCacheFolder
        case .unreadable: self = .unreadable(name: name, reason: error.description)
        default: self = .notStored(name: name, reason: error.description)
        }
    }
}
