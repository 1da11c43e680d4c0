import Testing
@testable import LandUseKit

/// Files that ask for more time, memory or depth than they have bytes.
@Suite("Pickles that ask for too much")
struct HostilePicklesTests {
    /// The words for a pickle, up to its tensors' names.
    private func refusal(_ pickle: [UInt8], mostWork: Int = 4_000_000) -> String? {
        do throws(CheckpointFault) {
            var bytes = PickleBytes(pickle)
            _ = try Unpickler.read(&bytes, mostWork: mostWork) { value, _ throws(CheckpointFault) in try NamedTensors.find(in: value, unwrapping: true) }
            return nil
        } catch {
            return error.reason
        }
    }

    @Test("lists within each other, deeper than any stack: ]]]]…aaaa") func deepLists() {
        let depth = 50_000
        let pickle = [UInt8](repeating: UInt8(ascii: "]"), count: depth) + [UInt8](repeating: UInt8(ascii: "a"), count: depth - 1)
        #expect(refusal(pickle + Array(".".utf8)) == "its dictionaries stand more than 16 deep within each other")
    }

    @Test("tuples within each other: their release would overflow the stack") func deepTuples() {
        #expect(refusal(Array(")".utf8) + [UInt8](repeating: 0x85, count: 100)) == "its pickle nests tuples more than 32 deep")
    }

    @Test("a list that holds itself, 10 times on each level: 10¹⁶ ways to look at it") func cycle() {
        let once = Array("]q\u{0}(".utf8) + Array(String(repeating: "h\u{0}", count: 10).utf8)
        #expect(refusal(once + Array("e.".utf8)) == "its dictionaries stand more than 16 deep within each other")
        // Fifteen levels, each of which holds the one before ten times.
        var pickle = Array("]q\u{0}".utf8)
        for _ in 0..<15 { pickle += Array("](".utf8) + Array(String(repeating: "h\u{0}", count: 10).utf8) + Array("eq\u{0}".utf8) }
        let message = refusal(pickle + Array(".".utf8))
        #expect(message == "its containers hold each other too many times over")
    }

    @Test("an OrderedDict from one long list of pairs, again and again") func pairs() {
        // The list of a thousand empty pairs is kept as 0, and OrderedDict as 1.
        var pickle = Array("](".utf8)
        for _ in 0..<1000 { pickle += Array("NN".utf8) + [0x86] }
        pickle += Array("eq\u{0}0ccollections\nOrderedDict\nq\u{1}0".utf8)
        for _ in 0..<200 { pickle += Array("h\u{1}h\u{0}".utf8) + [0x85] + Array("R0".utf8) }
        #expect(refusal(pickle + Array("N.".utf8), mostWork: 100_000) == "its pickle has more than 100000 operations, more than a network's tensors need")
    }

    @Test("a shape of a hundred thousand dimensions") func rank() {
        let shape = Array("(".utf8) + [UInt8](repeating: 0x89, count: 100_000) + Array("t".utf8)
        let tensor = Array("ctorch._utils\n_rebuild_tensor\n((U\u{7}storagectorch\nFloatStorage\nU\u{1}0U\u{3}cpuK\u{1}tQK\u{0}".utf8)
        #expect(refusal(tensor + shape + shape + Array("tR.".utf8))?.hasSuffix("expected a tensor's offset, size and stride") == true)
    }

    @Test("a very long key in front of many tensors") func longNames() {
        let tensor = "ctorch._utils\n_rebuild_tensor\n((U\u{7}storagectorch\nFloatStorage\nU\u{1}0U\u{3}cpuK\u{1}tQK\u{0}))tR"
        let key = "X\u{10}'\u{0}\u{0}" + String(repeating: "k", count: 10_000)
        #expect(refusal(Array("}\(key)}U\u{1}a\(tensor)ss.".utf8))?.hasPrefix("it has a name of 10001 bytes: \"kkkk") == true)
    }

    @Test("a name that would steer the terminal is shown without its escapes") func escapes() {
        #expect(refusal(Array("c\u{1b}[2J\nx\n.".utf8)) == PyTorchCheckpointTests.refusedGlobal("\u{fffd}[2J.x"))
    }
}
