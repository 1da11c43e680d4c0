import Foundation
import Notebook

/// Finds the notebooks that a command is to work on.
enum NotebookSearch {
    /// The notebooks among some paths, in order: files as they are named, and those that lie anywhere below a folder
    /// that is named. A file that comes up twice counts once.
    static func notebooks(at paths: [String]) -> [String] {
        var found: [String] = [], seen: Set<String> = []
        for path in paths {
            var isDirectory: ObjCBool = false
            let isFolder = FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
            for file in isFolder ? notebooks(below: path) : [path] where seen.insert(URL(filePath: file).standardizedFileURL.path).inserted {
                found.append(file)
            }
        }
        return found
    }

    /// Markdown files with a Swift cell, sorted by path. A README shows code that is not meant to be run, and hidden
    /// folders (`.build`, `.git`) hold what is not ours.
    static func notebooks(below folder: String) -> [String] {
        let keys: [URLResourceKey] = [.isDirectoryKey, .isRegularFileKey, .nameKey]
        guard let files = FileManager.default.enumerator(at: URL(filePath: folder), includingPropertiesForKeys: keys, options: [.skipsHiddenFiles]) else { return [] }
        let root = URL(filePath: folder).standardizedFileURL.path
        var found: [String] = []
        for case let file as URL in files where file.pathExtension.lowercased() == "md" && file.lastPathComponent.uppercased() != "README.MD" {
            guard (try? file.resourceValues(forKeys: [.isRegularFileKey]))?.isRegularFile == true, hasCell(file) else { continue }
            let path = file.standardizedFileURL.path
            let relative = path.hasPrefix(root + "/") ? String(path.dropFirst(root.count + 1)) : path
            found.append(folder == "." ? relative : (folder.hasSuffix("/") ? folder : folder + "/") + relative)
        }
        return found.sorted()
    }

    /// Whether a line opens a Swift fence. What is wrong with the file otherwise is for its reader to say.
    private static func hasCell(_ file: URL) -> Bool {
        guard let data = try? Data(contentsOf: file, options: .mappedIfSafe), data.count <= 16 << 20 else { return false }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isLineEnd).contains { line in
            let text = line.drop { " \t>-*+0123456789.)".contains($0) }
            return ["```", "~~~"].contains { text.hasPrefix($0) && text.drop { "`~ ".contains($0) }.split(separator: " ").first?.lowercased() == "swift" }
        }
    }
}
