import LandUseKit

/// What libFuzzer calls with each input: reads the bytes as a checkpoint, with and without its wrappers, and
/// looks at every number. An error is a good answer; a trap, a hang or much memory is not. See fuzz.sh.
@_cdecl("LLVMFuzzerTestOneInput")
public func readCheckpoint(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    for unwrapping in [true, false] {
        guard let state = try? StateDict(bytes: bytes, named: "input", unwrapping: unwrapping) else { continue }
        for (name, tensor) in state.entries {
            precondition(state[name]?.shape == tensor.shape)
            // An expanded tensor may count 16 million numbers without taking memory.
            if tensor.count <= 4096 { precondition(tensor.elements.count == tensor.count) }
        }
    }
    return 0
}
