import Testing
@testable import LandUseKit

@Suite("safetensors")
struct SafeTensorsTests {
    @Test("a file that Python wrote, with every type of number") func fromPython() throws {
        let state = try StateDict(contentsOf: Fixtures.path("from-python.safetensors"))
        for name in ["f64", "f32", "f16", "bf16"] {
            #expect(state[name]?.shape == [2, 3])
            #expect(state[name]?.elements == [0.5, -1.25, 3, 2, 100, -7], "\(name)")
        }
        for name in ["i64", "i32", "i16", "i8"] { #expect(state[name]?.elements == [0, -1, -2, -100], "\(name)") }
        #expect(state["u8"]?.elements == [0, 1, 2, 100])
        #expect(state["bool"]?.elements == [1, 0])
        #expect(state["scalar"]?.shape == [])
        #expect(state["nothing"]?.shape == [0, 3])
        #expect(state.metadata == ["format": "pt", "note": "ä \"quoted\"\n"])
    }

    @Test("written and read again, weights that lie channels-last included") func roundTrip() throws {
        let model = Small()
        model.stem.parameters()[1].assign(Tensor([1, .nan, -.infinity, .leastNonzeroMagnitude]))
        var state = model.stateDict()
        state.metadata = ["made by": "a \"test\" — ü"]
        try withTemporaryFolder { folder in
            let path = folder + "/model.safetensors"
            try state.write(to: path)
            let again = try StateDict(contentsOf: path)
            #expect(again.names == state.names)
            #expect(again.metadata == state.metadata)
            for (name, tensor) in state.entries {
                #expect(again[name]?.shape == tensor.shape)
                #expect(again[name]?.elements.map(\.bitPattern) == tensor.elements.map(\.bitPattern))
            }
            let other = Small()
            try other.load(again)
            #expect(other.fc.weight.elements == model.fc.weight.elements)
            let bytes = try contents(of: path)
            #expect(String(decoding: bytes, as: UTF8.self).contains("\"stem.1.num_batches_tracked\":{\"dtype\":\"I64\""))
        }
    }

    @Test("in half precision: 16 bits a number, counts in full, and nothing beyond the range") func halfPrecision() throws {
        var state = StateDict()
        state["weight"] = Tensor([0.1, -65504, .infinity, .nan, 1e-9])
        state["count"] = Buffer(Tensor(70_000), fileType: .int64)
        try withTemporaryFolder { folder in
            let path = folder + "/half.safetensors"
            try state.write(to: path, halfPrecision: true)
            let again = try StateDict(contentsOf: path)
            let expected: [Float] = [Float(Float16(0.1)), -65504, .infinity, .nan, 0]
            #expect(again["weight"]?.elements.map(\.bitPattern) == expected.map(\.bitPattern))
            #expect(again["count"]?.elements == [70_000])
            #expect(try String(decoding: contents(of: path), as: UTF8.self).contains("\"weight\":{\"dtype\":\"F16\""))
            state["weight"] = Tensor([1, 65536])
            let tooLarge = state
            #expect(throws: FileWriteError(path: path, reason: "65536.0 in weight is beyond half precision's range")) {
                try tooLarge.write(to: path, halfPrecision: true)
            }
            #expect(try StateDict(contentsOf: path)["weight"]?.elements.count == 5)
        }
    }

    @Test("a file that cannot be written leaves nothing") func unwritable() throws {
        try withTemporaryFolder { folder -> Void in
            let path = folder + "/none/model.safetensors"
            #expect(throws: FileWriteError(path: path, reason: "No such file or directory")) {
                try Small().stateDict().write(to: path)
            }
        }
    }

    @Test("shown as a table of names, shapes and types, without the numbers") func table() {
        var state = StateDict(metadata: ["made by": "a test"])
        state["fc.weight"] = Tensor.zeros([10, 1000])
        state["count"] = Buffer(Tensor.zeros([]), fileType: .int64)
        #expect(state.description == """
            Name            Shape  Type
            ─────────  ──────────  ───────
            fc.weight  [10, 1000]  float32
            count              []  int64
            2 tensors, 10,001 numbers
            made by: a test
            """)
        #expect(state.mimeBundle[.table] != nil)
        for index in 0..<20 { state.metadata["\(index)"] = "x" }
        #expect(state.description.hasSuffix("… and 13 more remarks"))
    }

    @Test("a tensor whose name the format keeps for itself is not written") func reservedName() throws {
        try withTemporaryFolder { folder -> Void in
            let path = folder + "/model.safetensors"
            var state = StateDict()
            state["__metadata__"] = Tensor.zeros([1])
            let state2 = state
            #expect(throws: FileWriteError(path: path, reason: "a tensor is named \"__metadata__\", which safetensors keeps for remarks")) {
                try state2.write(to: path)
            }
            #expect(throws: CheckpointError.notFound(path: path)) { try StateDict(contentsOf: path) }
        }
    }

    /// A file with that header, followed by so many zero bytes.
    static func file(_ header: String, data: Int = 0, length: UInt64? = nil) -> [UInt8] {
        let length = length ?? UInt64(header.utf8.count)
        return (0..<8).map { UInt8(truncatingIfNeeded: length >> ($0 * 8)) } + Array(header.utf8)
            + [UInt8](repeating: 0, count: data)
    }

    static func one(_ fields: String) -> String { "{\"w\":{\(fields)}}" }

    static let hostile: [(file: [UInt8], message: String)] = [
        ([1, 2, 3], "it has 3 bytes, too few for a safetensors file"),
        (file("{}", length: 1 << 62), "its first eight bytes announce a header of 4611686018427387904 bytes, and 2 follow: it is truncated or no safetensors file"),
        (file("{}", length: .max), "its first eight bytes announce a header of 18446744073709551615 bytes, and 2 follow: it is truncated or no safetensors file"),
        (file("[]"), "byte 0 of the header: expected '{'"),
        (file("{\"w\""), "byte 4 of the header: expected ':'"),
        (file("{\"w"), "byte 3 of the header: expected the end of a string"),
        (file("{} x"), "byte 3 of the header: expected the end of the header"),
        (file("{\"\\ud800\":{}}"), "byte 8 of the header: expected a pair of surrogates"),
        (file("{}", data: 3), "3 bytes at its end belong to no tensor"),
        (file(one("\"dtype\":\"F32\",\"shape\":[1]")), "the tensor \"w\" lacks one of dtype, shape and data_offsets"),
        (file(one("\"dtype\":\"C64\",\"shape\":[1],\"data_offsets\":[0,8]"), data: 8), "the tensor \"w\" has numbers of the type C64, which is not read here"),
        (file(one("\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,4]"), data: 4), "the tensor \"w\" byte 29 of the header: expected a whole number from 0 to 9223372036854775807"),
        (file(one("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]"), data: 8), "the tensor \"w\" has the data_offsets [8, 0], which are no range"),
        (file(one("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,4]"), data: 4), "the tensor \"w\" needs 8 bytes for [2] of F32, and has 4"),
        (file(one("\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]"), data: 4), "the tensor \"w\" ends at byte 8 of the data, of which the file has 4: it is truncated"),
        (file(one("\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]")), "the tensor \"w\" has the shape [4611686018427387904, 4], more than any memory holds"),
        (file(one("\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]"), data: 8), "the tensor \"w\" leaves a gap before it"),
        (file("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"w\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[1,3]}}", data: 3), "the tensor \"w\" overlaps the tensor before it"),
        (file(one("\"dtype\":\"U8\",\"shape\":[0,1099511627777],\"data_offsets\":[0,0]")), "the tensor \"w\" has the shape [0, 1099511627777], more than any memory holds"),
        (file(one("\"dtype\":\"U8\",\"shape\":[\(Array(repeating: "1", count: 65).joined(separator: ","))],\"data_offsets\":[0,1]"), data: 1), "the tensor \"w\" has the shape of 65 dimensions, more than any memory holds"),
        (file("{\"w\":{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]},\"w\":{}}"), "the header names \"w\" twice"),
        (file(one("\"dtype\":\"F32\",\"dtype\":\"F32\"")), "the tensor \"w\" has a field \"dtype\" that it should not have, or has twice"),
    ]

    @Test("hostile and damaged files are refused, each with its reason", arguments: hostile.indices)
    func refused(index: Int) {
        do throws(CheckpointFault) {
            // Not by StateDict, which takes some of these for no checkpoint at all.
            _ = try SafeTensorsFile.read(InputBytes(Self.hostile[index].file, path: "w"))
            Issue.record("accepted")
        } catch {
            #expect((error.tensor.map { "the tensor \"\($0)\" " } ?? "") + error.reason == Self.hostile[index].message)
        }
    }

    @Test("a file cut anywhere is refused") func cut() throws {
        let whole = try contents(of: Fixtures.path("from-python.safetensors"))
        try withTemporaryFolder { folder in
            for count in stride(from: 0, to: whole.count, by: 7) {
                try write(Array(whole.prefix(count)), to: folder + "/cut")
                #expect(throws: CheckpointError.self) { try StateDict(contentsOf: folder + "/cut") }
            }
        }
    }

    @Test("no file, or a folder") func absent() throws {
        try withTemporaryFolder { folder in
            #expect(throws: CheckpointError.notFound(path: folder + "/none")) { try StateDict(contentsOf: folder + "/none") }
            #expect(throws: CheckpointError.isDirectory(path: folder)) { try StateDict(contentsOf: folder) }
        }
    }
}
