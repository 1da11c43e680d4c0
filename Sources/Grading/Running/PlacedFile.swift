import Foundation

/// A file that students were given beside their notebook, and that their cells find in the folder in which they run.
public struct PlacedFile: Sendable, Equatable {
    /// Its path in that folder: `data/rivers.png`.
    public var name: String
    public var source: URL

    /// The files and folders of a release.
    /// - Parameter notebook: the name of its notebook, which is none of them.
    static func files(of release: URL, besides notebook: String) throws(GradingFault) -> [PlacedFile] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: release.path).sorted()
                .filter { !$0.hasPrefix(".") && $0 != notebook }
                .map { PlacedFile(name: $0, source: release.appending(path: $0)) }
        } catch {
            throw .cannotRead(path: release.relativePath, reason: (error as NSError).localizedDescription)
        }
    }
}

extension RunFolder {
    /// Puts copies of what students were given into the folder that the cells run in.
    func fill(with files: [PlacedFile]) throws(GradingFault) {
        do {
            for file in files { try FileManager.default.copyItem(at: file.source, to: work.appending(path: file.name)) }
        } catch {
            throw .cannotWrite(path: work.path, reason: (error as NSError).localizedDescription)
        }
    }
}
