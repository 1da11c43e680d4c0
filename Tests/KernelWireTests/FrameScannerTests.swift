import Testing

@testable import KernelWire

@Suite struct FrameScannerTests {
    @Test func `two frames come out whole however the stream is cut`() throws {
        let payloads: [[UInt8]] = [[1, 2, 3], Array("été".utf8)]
        let stream = payloads.flatMap(Frame.wrap)
        for first in 0...stream.count {
            for second in first...stream.count {
                var scanner = FrameScanner()
                var found = try scanner.append(stream[..<first])
                found += try scanner.append(stream[first..<second])
                found += try scanner.append(stream[second...])
                #expect(found == payloads, "cut at \(first) and \(second)")
            }
        }
    }

    @Test func `an empty payload is a frame`() throws {
        var scanner = FrameScanner()
        #expect(try scanner.append([0, 0, 0, 0, 0, 0, 0, 0]) == [[], []])
    }

    @Test func `a frame comes when its last byte does`() throws {
        var scanner = FrameScanner()
        #expect(try scanner.append([2, 0, 0, 0, 7]) == [])
        #expect(try scanner.append([8]) == [[7, 8]])
        #expect(try scanner.append([]) == [])
    }

    @Test(arguments: [UInt32(Frame.maximumLength) + 1, .max])
    func `an absurd length is an error at once`(length: UInt32) {
        var scanner = FrameScanner()
        let bytes = (0..<4).map { UInt8(truncatingIfNeeded: length >> (8 * $0)) }
        #expect(throws: WireError.frameTooLong(Int(length))) { try scanner.append(bytes) }
    }

    @Test(arguments: [(0, "0"), (7, "7"), (UInt32.max, "4294967295")])
    func `a mark is a command that terminals ignore`(_ number: UInt32, _ text: String) {
        let mark = StreamMark(key: "k3y")
        #expect(String(decoding: mark.bytes(number), as: UTF8.self) == "\u{1B}_k3y;\(text)\u{1B}\\")
        #expect(mark.bytes(number).starts(with: mark.prefix))
    }
}
