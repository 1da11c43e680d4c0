import KernelWire

/// Cuts one of the kernel's streams at its marks, as it arrives, and into whole characters.
struct StreamSplitter {
    enum Piece: Equatable {
        case text(String)
        case mark(UInt32)
    }

    private let prefix: [UInt8]
    /// Bytes that a mark's number and its end take at most.
    private static let longestNumber = 16
    private var buffer: [UInt8] = []

    init(_ mark: StreamMark) { prefix = mark.prefix }

    mutating func append(_ bytes: [UInt8]) -> [Piece] {
        buffer += bytes
        var pieces: [Piece] = []
        while let start = position(of: prefix, in: buffer[...]) {
            let numberStart = start + prefix.count
            guard let end = position(of: StreamMark.terminator, in: buffer.prefix(numberStart + Self.longestNumber), from: numberStart) else {
                if buffer.count - numberStart >= Self.longestNumber {
                    // A cell has put it there: nothing comes that would end it.
                    buffer.removeSubrange(start..<numberStart)
                    continue
                }
                // A mark that is still coming: what stands before it can go.
                addText(upTo: start, to: &pieces)
                return pieces
            }
            let digits = String(decoding: buffer[numberStart..<end], as: UTF8.self)
            addText(upTo: start, to: &pieces)
            buffer.removeFirst(end - start + StreamMark.terminator.count)
            if let number = UInt32(digits) { pieces.append(.mark(number)) }
        }
        addText(upTo: buffer.count - heldBack, to: &pieces)
        return pieces
    }

    /// What is left at the stream's end.
    mutating func finish() -> [Piece] {
        var pieces: [Piece] = []
        addText(upTo: buffer.count, to: &pieces)
        return pieces
    }

    private mutating func addText(upTo end: Int, to pieces: inout [Piece]) {
        guard end > 0 else { return }
        pieces.append(.text(String(decoding: buffer[..<end], as: UTF8.self)))
        buffer.removeFirst(end)
    }

    /// How many bytes at the end may be the beginning of a mark, or of a character.
    private var heldBack: Int {
        for length in stride(from: min(prefix.count - 1, buffer.count), to: 0, by: -1)
        where buffer.suffix(length).elementsEqual(prefix.prefix(length)) { return length }
        for length in 1..<4 where buffer.count >= length {
            let byte = buffer[buffer.count - length]
            if byte & 0b1100_0000 == 0b1000_0000 { continue }
            let needed = byte >= 0b1111_0000 ? 4 : byte >= 0b1110_0000 ? 3 : byte >= 0b1100_0000 ? 2 : 1
            return needed > length ? length : 0
        }
        return 0
    }

    private func position(of pattern: [UInt8], in bytes: ArraySlice<UInt8>, from start: Int = 0) -> Int? {
        guard let first = pattern.first, bytes.count >= pattern.count else { return nil }
        var index = start
        while index + pattern.count <= bytes.endIndex {
            guard let candidate = bytes[index...].firstIndex(of: first), candidate + pattern.count <= bytes.endIndex else { return nil }
            if bytes[candidate..<(candidate + pattern.count)].elementsEqual(pattern) { return candidate }
            index = candidate + 1
        }
        return nil
    }
}
