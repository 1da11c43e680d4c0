extension Dataset {
    /// Three parts by lists: text files with a picture's name a line, as the dataset calls it (`beach/beach07.tif`), or without
    /// its folder or ending where that is one picture's alone. Empty lines and those that begin with # are passed over;
    /// pictures that no list names belong to no part.
    ///
    ///     let split = try images.split(trainList: "train.txt", validationList: "val.txt", testList: "test.txt")
    ///
    /// - Throws: `DatasetError`: a list cannot be read, names a picture that is not there, or one that another list has.
    public func split(trainList: String, validationList: String? = nil, testList: String? = nil) throws -> Split {
        let names = PictureNames(self)
        var owners: [Int: (file: String, line: Int)] = [:]
        func indices(_ path: String?) throws -> [Int] {
            guard let path else { return [] }
            var indices: [Int] = []
            let lines = String(decoding: try TextFile.bytes(of: path), as: UTF8.self).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            for (number, text) in lines.enumerated() {
                let name = Self.trimmed(text)
                if name.isEmpty || name.hasPrefix("#") { continue }
                let matches = names.matches(of: name)
                guard matches.count == 1, let index = matches.first else {
                    throw DatasetError.unknownPicture(file: path, line: number + 1, name: name, matches: matches.map { self.name(at: $0) })
                }
                if let owner = owners[index] {
                    throw DatasetError.listedTwice(file: path, line: number + 1, name: name, other: owner.file, otherLine: owner.line)
                }
                owners[index] = (path, number + 1)
                indices.append(index)
            }
            return indices
        }
        return Split(of: self, train: try indices(trainList), validation: try indices(validationList), test: try indices(testList))
    }

    private static func trimmed(_ text: Substring) -> String {
        var text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
        while text.last?.isWhitespace ?? false { text.removeLast() }
        return String(text)
    }
}

/// A dataset's pictures by name, whole or in part.
private struct PictureNames {
    private var whole: [String: [Int]] = [:]
    private var shortened: [String: [Int]] = [:]

    init(_ dataset: some Dataset) {
        for index in 0..<dataset.count {
            let name = dataset.name(at: index), file = name.split(separator: "/").last.map(String.init) ?? name
            whole[name, default: []].append(index)
            for form in Set([Self.withoutEnding(name), file, Self.withoutEnding(file)]) { shortened[form, default: []].append(index) }
        }
    }

    /// A whole name is that picture's, though it may be another's shortened one.
    func matches(of name: String) -> [Int] { whole[name] ?? shortened[name] ?? [] }

    private static func withoutEnding(_ name: String) -> String {
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, !name[dot...].contains("/") else { return name }
        return String(name[..<dot])
    }
}
