internal import Digest
import Glibc

/// The folder of pretrained weights on this machine, and where missing ones come from.
struct WeightsStore {
    /// `<cache>/landuse/weights`
    var folder: String
    /// The URL of the folder that holds the published files.
    var baseURL: String

    static let torchvision = "https://download.pytorch.org/models"

    /// `$XDG_CACHE_HOME` (default `~/.cache`) and `$LANDUSE_WEIGHTS_URL` (default torchvision's own).
    static func fromEnvironment() throws(WeightsError) -> WeightsStore {
        func variable(_ name: String) -> String? {
            getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
        }
        // The XDG specification: a relative path is to be ignored.
        let configured = variable("XDG_CACHE_HOME").flatMap { $0.hasPrefix("/") ? $0 : nil }
        guard let cache = configured ?? variable("HOME").map({ $0 + "/.cache" }) else { throw .noCacheFolder }
        var base = variable("LANDUSE_WEIGHTS_URL") ?? torchvision
        while base.hasSuffix("/") { base.removeLast() }
        return WeightsStore(folder: cache + "/landuse/weights", baseURL: base)
    }

    /// The weights: from `<name>.safetensors` if it is there, else from `<name>.pth`, else downloaded.
    ///
    /// A `.pth` is checked against its published checksum and then kept as safetensors beside it, which
    /// needs no check at every start and is read faster.
    func stateDict(of weights: PretrainedWeights) throws(WeightsError) -> StateDict {
        let converted = "\(folder)/\(weights.name).safetensors", published = "\(folder)/\(weights.name).pth"
        do {
            if access(converted, F_OK) == 0 { return try StateDict(contentsOf: converted) }
            if access(published, F_OK) == 0 {
                try verify(published, weights)
            } else {
                try Download(url: "\(baseURL)/\(weights.name).pth", weights: weights, target: published).run()
            }
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

    /// Whether someone put the published file there, and not another.
    private func verify(_ path: String, _ weights: PretrainedWeights) throws {
        let file = try InputFile(path: path)
        var digest = SHA256()
        var offset = 0
        while offset < file.size {
            let count = min(1 << 20, file.size - offset)
            guard let bytes = file.bytes(at: offset, count: count) else {
                throw CheckpointError.unreadable(path: path, reason: "it ends early")
            }
            bytes.withUnsafeBytes { digest.update($0) }
            offset += count
        }
        let found = digest.finalize().hex
        guard found.hasPrefix(weights.checksumPrefix) else {
            throw WeightsError.wrongChecksum(
                source: path, expected: weights.checksumPrefix, found: String(found.prefix(weights.checksumPrefix.count)))
        }
    }
}
