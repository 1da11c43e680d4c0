import Foundation

extension CellCache {
    /// Bytes that compiled cells may take; the least recently used go first.
    static let limit = 1 << 30
    /// Seconds after which a folder that somebody began has been left behind.
    private static let longestCompilation: Double = 3600

    /// Keeps the cache within `limit`, and clears what interrupted compilations left behind.
    ///
    /// An entry that another process is about to use may go: that process then compiles the cell again. One
    /// used within the last hour stays, whatever the size, for a session may be about to load it.
    func prune(limit: Int = Self.limit, now: Date = .now) {
        let folder = root.appending(path: "cells")
        var entries: [(url: URL, used: Date, size: Int)] = []
        for url in (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.contentModificationDateKey])) ?? [] {
            let used = (try? url.resourceValues(forKeys: [.contentModificationDateKey]))?.contentModificationDate ?? .distantPast
            if url.lastPathComponent.hasPrefix("tmp-") {
                if now.timeIntervalSince(used) > Self.longestCompilation { try? FileManager.default.removeItem(at: url) }
            } else {
                entries.append((url, used, size(of: url)))
            }
        }
        var total = entries.reduce(0) { $0 + $1.size }
        for entry in entries.sorted(by: { $0.used < $1.used }) where total > limit && now.timeIntervalSince(entry.used) > 3600 {
            guard (try? FileManager.default.removeItem(at: entry.url)) != nil else { continue }
            total -= entry.size
        }
        PlanRecordStore(cache: self).prune()
    }

    private func size(of folder: URL) -> Int {
        let files = (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.fileSizeKey])) ?? []
        return files.reduce(0) { $0 + ((try? $1.resourceValues(forKeys: [.fileSizeKey]))?.fileSize ?? 0) }
    }
}
