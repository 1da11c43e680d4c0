import Notebook

/// Which of the Markdown files that a student handed in together is the assignment's notebook.
struct NotebookChoice: Sendable {
    /// The notebook's own file name, `mean.md`.
    var fileName: String
    /// The assignment's name, as the notebook's settings give it.
    var assignment: String

    /// More files than these are not opened for their settings.
    private static let mostOpened = 50

    /// What desktops leave in folders and archives, and what leads out of them, is nobody's work.
    static func isWork(_ path: [String]) -> Bool { !path.contains { $0.hasPrefix(".") || $0 == "__MACOSX" || $0.isEmpty } }

    static func isNotebook(_ path: [String]) -> Bool { ends(path, ".md") }
    static func isArchive(_ path: [String]) -> Bool { ends(path, ".zip") }

    private static func ends(_ path: [String], _ ending: String) -> Bool {
        path.last.map { $0.lowercased().hasSuffix(ending) && $0.count > ending.count } ?? false
    }

    /// The one that is called as the notebook is, the least deep of several; else the only one whose settings name the assignment,
    /// as those of `mean (1).md` do; `nil` where it is neither.
    /// - Parameters:
    ///   - paths: the files' paths below what was handed in, part by part.
    ///   - contents: a file's bytes; `nil` where they cannot be read.
    func choose(among paths: [[String]], contents: (Int) -> [UInt8]?) -> Int? {
        let own = paths.indices.filter { paths[$0].last == fileName }
        if let nearest = own.min(by: { paths[$0].count < paths[$1].count }) { return nearest }
        let named = paths.indices.prefix(Self.mostOpened).filter { contents($0).map(isOfAssignment) ?? false }
        return named.count == 1 ? named[0] : nil
    }

    private func isOfAssignment(_ bytes: [UInt8]) -> Bool {
        guard let notebook = try? LenientNotebook(bytes) else { return false }
        return notebook.frontMatter.split(separator: "\n").contains { line in
            guard line.hasPrefix("assignment:") else { return false }
            let value = line.dropFirst("assignment:".count).split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).first ?? ""
            return value.split(whereSeparator: { $0.isWhitespace || $0 == "\"" || $0 == "'" }).map(String.init) == [assignment]
        }
    }

    /// Why none of several was chosen.
    /// - Parameter place: "the folder".
    func severalAreThere(_ paths: [[String]], in place: String) -> String {
        let shown = paths.prefix(3).map { $0.joined(separator: "/") }.joined(separator: ", ")
        return "there are several notebooks in \(place) (\(shown)\(paths.count > 3 ? " and \(paths.count - 3) more" : "")), and none is called \(fileName) or names the assignment \(assignment)"
    }
}
