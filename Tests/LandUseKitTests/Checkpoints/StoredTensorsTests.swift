import Testing
@testable import LandUseKit

@Suite("Tensors as views of storages")
struct StoredTensorsTests {
    /// Sixteen floats 0…15 and what a pickle may say of them.
    private func read(_ tensors: PickleTensor..., place: Range<Int> = 0..<64) throws(CheckpointFault) -> StateDict {
        let bytes = (0..<16).flatMap { withUnsafeBytes(of: Float($0)) { Array($0) } }
        var stored = StoredTensors(source: InputBytes(bytes, path: "memory")) { _ throws(CheckpointFault) in place }
        return try stored.stateDict(of: tensors.enumerated().map { NamedTensors.Entry(name: "\($0)", tensor: $1, wrapper: nil) })
    }

    private func tensor(
        _ shape: [Int], _ strides: [Int], offset: Int = 0, type: NumberType = .known(.float32), key: String = "0", count: Int = 16
    ) -> PickleTensor {
        PickleTensor(
            storage: PickleStorage(key: key, type: type, count: count), type: type, offset: offset, shape: shape, strides: strides)
    }

    @Test("views share the storage's memory") func shared() throws {
        let state = try read(tensor([2, 2], [8, 1], offset: 3), tensor([16], [1]), tensor([1000, 1000], [0, 0], offset: 5))
        #expect(state["0"]?.elements == [3, 4, 11, 12])
        #expect(state["0"]?.storage === state["1"]?.storage)
        #expect(state["2"]?.storage === state["1"]?.storage)
        #expect(state["2"]?.shape == [1000, 1000])
        #expect(state["2"]?[999].elements.allSatisfy { $0 == 5 } == true)
    }

    @Test("a dimension of size one may have any stride") func ones() throws {
        let state = try read(tensor([1, 2], [.max, 1]))
        #expect(state["0"]?.elements == [0, 1])
        #expect(state["0"]?.unsqueeze(0).shape == [1, 1, 2])
    }

    static let refused: [(shape: [Int], strides: [Int], offset: Int, reason: String)] = [
        ([17], [1], 0, "reaches number 16 of its storage of 16"),
        ([2], [16], 0, "reaches number 16 of its storage of 16"),
        ([4], [1], 13, "reaches number 16 of its storage of 16"),
        ([1], [1], -1, "begins at number -1 of its storage of 16"),
        ([1], [1], 17, "begins at number 17 of its storage of 16"),
        ([], [], 16, "reaches number 16 of its storage of 16"),
        ([2], [-1], 5, "has the size [2] and the stride [-1], which do not fit together"),
        ([-2], [1], 0, "has the size [-2] and the stride [1], which do not fit together"),
        ([2, 2], [1], 0, "has the size [2, 2] and the stride [1], which do not fit together"),
        ([0, .max], [1, 1], 0, "has the size [0, 9223372036854775807] and the stride [1, 1], which do not fit together"),
        ([1 << 30, 1 << 30], [0, 0], 0, "has the size [1073741824, 1073741824] and the stride [0, 0], which do not fit together"),
        ([1 << 25], [0], 0, "has the size [33554432], 33554432 numbers in a storage of 16"),
        ([3], [.max], 0, "has the size [3] and the stride [9223372036854775807], beyond any storage"),
    ]

    @Test("no view reaches beyond its storage, nor counts more than memory allows", arguments: refused)
    func views(shape: [Int], strides: [Int], offset: Int, reason: String) {
        #expect(throws: CheckpointFault(tensor: "0", reason: reason)) { try read(tensor(shape, strides, offset: offset)) }
    }

    @Test("a storage has as many bytes as its numbers need") func sizes() {
        #expect(throws: CheckpointFault(tensor: "0", reason: "is to lie in 17 numbers of 4 bytes, and the file has 64 bytes for them")) {
            try read(tensor([1], [1], count: 17))
        }
        #expect(throws: CheckpointFault(tensor: "0", reason: "is to lie in 4611686018427387904 numbers of 4 bytes, and the file has 64 bytes for them")) {
            try read(tensor([1], [1], count: 1 << 62))
        }
    }

    @Test("storages may not lie upon each other: many of them would take any amount of memory") func overlapping() {
        #expect(throws: CheckpointFault(tensor: "1", reason: "lies where other tensors lie")) {
            try read(tensor([16], [1]), tensor([16], [1], key: "1"))
        }
    }

    @Test("plain bytes are read as the tensor's type, and as one only") func bytes() throws {
        var long = tensor([8], [1], type: .bytes, count: 64), float = long
        long.type = .known(.int64)
        float.type = .known(.float32)
        #expect(try read(float)["0"]?.elements == [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(throws: CheckpointFault(tensor: "1", reason: "reads as I64 what another tensor reads as F32")) { try read(float, long) }
        long.storage.part = 0..<12
        #expect(throws: CheckpointFault(tensor: "0", reason: "lies in 12 bytes, which are no whole numbers of I64")) { try read(long) }
    }
}
