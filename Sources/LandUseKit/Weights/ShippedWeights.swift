internal import CPretrainedWeights
internal import Downloads

/// Weights that lie in the program itself.
enum ShippedWeights {
    static func stateDict(of weights: PublishedWeights) throws(WeightsError) -> StateDict {
        precondition(weights == .resNet18LandUse)
        let file = cpretrained_resnet18_landuse()
        let bytes = UnsafeRawBufferPointer(start: file.start, count: file.count)
        do throws(CheckpointError) {
            return try StateDict(reading: ProgramBytes(bytes, path: weights.name))
        } catch {
            throw .unreadable(name: weights.name, reason: error.description)
        }
    }
}

/// Bytes that are there as long as the program runs.
private final class ProgramBytes: ByteSource {
    let path: String
    private let bytes: UnsafeRawBufferPointer

    init(_ bytes: UnsafeRawBufferPointer, path: String) {
        self.bytes = bytes
        self.path = path
    }

    var size: Int { bytes.count }

    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) -> Bool {
        guard holds(offset, target.count) else { return false }
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + target.count]))
        return true
    }
}
