import NotebookDisplay

extension StateDict {
    /// Writes a safetensors file, whole or not at all: 32-bit floats, and 64-bit integers for counts such
    /// as `num_batches_tracked`.
    ///
    /// - Parameter halfPrecision: whether floats are written with 16 bits, to three decimal digits, in half the room;
    ///   what is beyond their range, ±65504, cannot be written so
    /// - Throws: `FileWriteError`.
    public func write(to path: String, halfPrecision: Bool = false) throws(FileWriteError) {
        guard self["__metadata__"] == nil else {
            throw FileWriteError(path: path, reason: "a tensor is named \"__metadata__\", which safetensors keeps for remarks")
        }
        let types = entries.map { entry in
            let type = Self.fileType(of: entry.tensor)
            return halfPrecision && type == .float32 ? .float16 : type
        }
        // Wider numbers first, as the reference implementation has it, so that all are aligned.
        let order = entries.indices.sorted { (-types[$0].size, $0) < (-types[$1].size, $1) }
        var offsets = [Int](repeating: 0, count: entries.count)
        var end = 0
        for index in order {
            offsets[index] = end
            end += entries[index].tensor.count * types[index].size
        }
        let tensors = entries.indices.map { index in
            let size = entries[index].tensor.count * types[index].size
            return JSONText.string(entries[index].name)
                + ":{\"dtype\":\"\(types[index].rawValue)\",\"shape\":[\(entries[index].tensor.shape.map(String.init).joined(separator: ","))],"
                + "\"data_offsets\":[\(offsets[index]),\(offsets[index] + size)]}"
        }
        let remarks = metadata.sorted { $0.key < $1.key }.map { JSONText.string($0) + ":" + JSONText.string($1) }
        let members = (remarks.isEmpty ? [] : ["\"__metadata__\":{\(remarks.joined(separator: ","))}"]) + tensors
        var header = Array("{\(members.joined(separator: ","))}".utf8)
        // Spaces, so that the numbers begin at a multiple of eight.
        header += [UInt8](repeating: 0x20, count: (8 - header.count % 8) % 8)

        var file = try AtomicFile(path: path)
        try Self.write(withUnsafeBytes(of: UInt64(header.count).littleEndian) { Array($0) } + header, to: file)
        for index in order {
            let numbers = entries[index].tensor.elements
            switch types[index] {
            case .int64: try Self.write(numbers.map { (Int64(exactly: $0.rounded()) ?? 0).littleEndian }, to: file)
            case .float16:
                let halves = numbers.map { Float16($0) }
                if let place = halves.indices.first(where: { halves[$0].isInfinite && numbers[$0].isFinite }) {
                    throw FileWriteError(path: path, reason: "\(numbers[place]) in \(entries[index].name) is beyond half precision's range")
                }
                try Self.write(halves, to: file)
            default: try Self.write(numbers, to: file)
            }
        }
        try file.commit()
    }

    private static func write<Number>(_ numbers: [Number], to file: borrowing AtomicFile) throws(FileWriteError) {
        var failure: FileWriteError?
        numbers.withUnsafeBytes { bytes in
            do throws(FileWriteError) { try file.write(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }
}
