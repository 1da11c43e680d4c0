import KernelWire
import Testing

@testable import KernelHost

@Suite struct StreamSplitterTests {
    static let mark = StreamMark(key: "k3y")
    static let ownEscapes = "\u{1B}[31mréd\u{1B}[0m\u{1B}_other;1\u{1B}\\\u{1B}"

    /// The pieces with texts that follow each other joined.
    private func joined(_ pieces: [StreamSplitter.Piece]) -> [StreamSplitter.Piece] {
        pieces.reduce(into: []) { result, piece in
            if case .text(let before)? = result.last, case .text(let text) = piece { result[result.count - 1] = .text(before + text) } else { result.append(piece) }
        }
    }

    static let stream = Array("oné".utf8) + mark.bytes(1) + Array("🌍\u{1B}[0m\n".utf8) + mark.bytes(20) + mark.bytes(3) + Array("end\u{1B}_k".utf8)
    static let expected: [StreamSplitter.Piece] = [.text("oné"), .mark(1), .text("🌍\u{1B}[0m\n"), .mark(20), .mark(3), .text("end\u{1B}_k")]

    @Test func `marks and characters come out whole however the stream is cut`() {
        for first in 0...Self.stream.count {
            for second in first...Self.stream.count {
                var splitter = StreamSplitter(Self.mark)
                var pieces = splitter.append(Array(Self.stream[..<first]))
                pieces += splitter.append(Array(Self.stream[first..<second]))
                pieces += splitter.append(Array(Self.stream[second...]))
                pieces += splitter.finish()
                #expect(joined(pieces) == Self.expected, "cut at \(first) and \(second)")
            }
        }
    }

    @Test func `byte by byte`() {
        var splitter = StreamSplitter(Self.mark)
        let pieces = Self.stream.flatMap { splitter.append([$0]) } + splitter.finish()
        #expect(joined(pieces) == Self.expected)
    }

    @Test(arguments: ["", "plain\n", ownEscapes, "\u{1B}", "\u{1B}_", "\u{1B}_k3y", "\u{1B}_k3z;1\u{1B}\\", "\u{0}\r\n"])
    func `what is no mark passes through`(text: String) {
        var splitter = StreamSplitter(Self.mark)
        let pieces = splitter.append(Array(text.utf8)) + splitter.finish()
        #expect(joined(pieces) == (text.isEmpty ? [] : [.text(text)]))
    }

    @Test func `text does not wait for what may follow it`() {
        var splitter = StreamSplitter(Self.mark)
        let pieces = [Array("50 %".utf8), Array("a\u{1B}_k3y;1".utf8), StreamMark.terminator].map { splitter.append($0) }
        #expect(pieces == [[.text("50 %")], [.text("a")], [.mark(1)]])
    }

    @Test(arguments: ["x", "", "-1", "4294967296", "1 2"])
    func `a mark without a number is left out`(number: String) {
        var splitter = StreamSplitter(Self.mark)
        let bytes = Array("a".utf8) + Self.mark.prefix + Array(number.utf8) + StreamMark.terminator + Array("b".utf8)
        let pieces = splitter.append(bytes)
        #expect(joined(pieces) == [.text("ab")])
    }

    @Test(arguments: [
        ([0xFF, 0x61], "\u{FFFD}a"), ([0xC3], "\u{FFFD}"), ([0xF0, 0x9F], "\u{FFFD}"), ([0x80, 0x80, 0x80, 0x80], "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ] as [([UInt8], String)])
    func `bytes that are no UTF-8 are repaired, at the latest at the end`(_ bytes: [UInt8], _ expected: String) {
        var splitter = StreamSplitter(Self.mark)
        let pieces = splitter.append(bytes) + splitter.finish()
        #expect(joined(pieces) == [.text(expected)])
    }

    @Test func `a mark that has no end holds nothing back`() {
        var splitter = StreamSplitter(Self.mark)
        let pieces = splitter.append(Self.mark.prefix + Array(repeating: UInt8(ascii: "a"), count: 1000))
        #expect(joined(pieces) == [.text(String(repeating: "a", count: 1000))])
    }
}
