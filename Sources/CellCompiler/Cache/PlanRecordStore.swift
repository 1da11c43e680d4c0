import Digest
import Foundation

/// The last record of each notebook, by its path: a small file each. What cannot be read or written is no loss but
/// of an explanation.
struct PlanRecordStore {
    /// Notebooks that are remembered; the oldest go first.
    static let limit = 500

    let cache: CellCache

    private var folder: URL { cache.root.appending(path: "plans") }

    private func file(_ notebook: String) -> URL {
        folder.appending(path: SHA256.hex(of: URL(filePath: notebook).standardizedFileURL.path.utf8).prefix(20) + ".json")
    }

    func read(_ notebook: String) -> PlanRecord? {
        (try? Data(contentsOf: file(notebook))).flatMap { try? JSONDecoder().decode(PlanRecord.self, from: $0) }
    }

    /// Writes the file whole, if anything changed.
    func write(_ record: PlanRecord, of notebook: String) {
        guard let data = try? JSONEncoder().encode(record) else { return }
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try? data.write(to: file(notebook), options: .atomic)
    }

    func prune(limit: Int = Self.limit) {
        let key = URLResourceKey.contentModificationDateKey
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [key])) ?? []
        let dated = files.map { ($0, (try? $0.resourceValues(forKeys: [key]))?.contentModificationDate ?? .distantPast) }
        for (file, _) in dated.sorted(by: { $0.1 < $1.1 }).dropLast(limit) { try? FileManager.default.removeItem(at: file) }
    }
}
