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
    func stateDict(of weights: PretrainedWeights) throws(WeightsError) -> StateDict {
        let converted = "\(folder)/\(weights.name).safetensors"
        if access(converted, F_OK) == 0 {
            do throws(CheckpointError) {
                return try StateDict(contentsOf: converted)
            } catch {
                throw .unreadable(name: weights.name, reason: error.description)
            }
        }
        let published = "\(folder)/\(weights.name).pth"
        if access(published, F_OK) != 0 {
            try Download(url: "\(baseURL)/\(weights.name).pth", weights: weights, target: published).run()
        }
        throw .unreadable(
            name: weights.name,
            reason: "\(published) is in PyTorch's own format, which is not read yet; convert it with safetensors.torch.save_file")
    }
}
