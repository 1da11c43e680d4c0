/// A file's lines with their ends, byte for byte, so that some can be replaced and all others stay what they are.
public struct FileLines: Sendable {
    /// Each with its end; joined, they are the file.
    public let lines: [ArraySlice<UInt8>]

    public init(_ bytes: [UInt8]) {
        var lines: [ArraySlice<UInt8>] = [], start = 0, index = 0
        while index < bytes.count {
            let byte = bytes[index]
            index += 1
            guard byte == 0x0A || byte == 0x0D else { continue }
            if byte == 0x0D, index < bytes.count, bytes[index] == 0x0A { index += 1 }
            lines.append(bytes[start..<index])
            start = index
        }
        if start < bytes.count { lines.append(bytes[start...]) }
        self.lines = lines
    }

    /// A line, counted from 1, without its end.
    public func text(_ number: Int) -> String {
        guard lines.indices.contains(number - 1) else { return "" }
        return String(decoding: lines[number - 1].prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }

    /// How the file ends its lines: as its first one does.
    public var lineEnd: String {
        lines.first.map { String(decoding: $0.drop { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self) }.flatMap { $0.isEmpty ? nil : $0 } ?? "\n"
    }

    /// A stretch of lines, and what stands in its place: lines without their ends. An empty stretch is a place between two
    /// lines, before the one at its lower bound.
    public struct Edit: Sendable {
        /// Counted from 1.
        public var lines: Range<Int>
        public var replacement: [String]

        public init(_ lines: Range<Int>, _ replacement: [String]) {
            self.lines = lines
            self.replacement = replacement
        }
    }

    /// The file with some lines replaced. No two edits may share a line.
    public func applying(_ edits: [Edit]) -> [UInt8] {
        var bytes: [UInt8] = [], next = 1
        for edit in edits.sorted(by: { ($0.lines.lowerBound, $0.lines.upperBound) < ($1.lines.lowerBound, $1.lines.upperBound) }) {
            precondition(edit.lines.lowerBound >= next && edit.lines.upperBound <= lines.count + 1, "two edits of one line, or one beyond the end")
            for line in lines[(next - 1)..<(edit.lines.lowerBound - 1)] { bytes += line }
            for line in edit.replacement { bytes += Array((line + lineEnd).utf8) }
            next = edit.lines.upperBound
        }
        for line in lines[(next - 1)...] { bytes += line }
        return bytes
    }
}

extension Cell {
    /// The lines of the file from the fence's first to its last, counted from 1.
    public var fenceLines: Range<Int> { (firstLine - 1)..<(firstLine + sourceLineCount + 1) }

    /// How many lines stand in the fence.
    public var sourceLineCount: Int { source.split(separator: "\n", omittingEmptySubsequences: false).count - 1 }
}
