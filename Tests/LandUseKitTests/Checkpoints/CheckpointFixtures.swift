import Digest
import Foundation
@testable import LandUseKit

/// What Fixtures/make_checkpoints.py says that PyTorch reads from a file.
struct ExpectedTensor: Decodable, Equatable, CustomStringConvertible {
    var shape: [Int]
    /// The beginning of the SHA-256 of the numbers.
    var sum: String

    var description: String { "\(shape) \(sum)" }

    init(_ tensor: Tensor) {
        shape = tensor.shape
        var digest = SHA256()
        // Not-a-number has many forms, which conversions need not keep.
        tensor.elements.map { $0.isNaN ? UInt32(0x7fc0_0000) : $0.bitPattern }.withUnsafeBytes { digest.update($0) }
        sum = String(digest.finalize().hex.prefix(12))
    }
}

extension StateDict {
    /// Every tensor under its name, as make_checkpoints.py describes it.
    var described: [String: ExpectedTensor] {
        Dictionary(uniqueKeysWithValues: entries.map { ($0.name, ExpectedTensor($0.tensor)) })
    }
}

/// What the reader says of a file that it refuses, without the path; `nil` where it accepts it.
func refusal(_ path: String) -> String? {
    do throws(CheckpointError) {
        _ = try StateDict(contentsOf: path)
        return nil
    } catch {
        return error.description.replacing(path, with: "FILE")
    }
}

/// The same of bytes in memory.
func refusal(_ bytes: [UInt8]) -> String? {
    do throws(CheckpointError) {
        _ = try StateDict(bytes: bytes, named: "FILE")
        return nil
    } catch {
        return error.description
    }
}
