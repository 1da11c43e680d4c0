internal import CGDAL
internal import Digest
import Glibc

/// Fetches one published file into the cache folder: verified on the way, stored whole or not at all.
struct Download {
    var url: String
    var weights: PretrainedWeights
    var target: String

    func run() throws(WeightsError) {
        let folder = String(target[..<(target.lastIndex(of: "/") ?? target.startIndex)])
        do throws(ImageError) {
            try GDAL.load()
        } catch {
            throw .notDownloaded(name: weights.name, url: url, folder: folder, reason: error.description)
        }
        try Self.makeFolder(folder, for: weights.name)
        let receiver = try Receiver(target: target, name: weights.name)
        let context = Unmanaged.passUnretained(receiver).toOpaque()
        let fetching = GDAL.collectingMessage { message, capacity in
            cgdal_fetch(
                url, { Receiver.from($2)?.take(UnsafeRawBufferPointer(start: $0, count: $1)) ?? 0 },
                receiver.isShown ? { Receiver.from($1)?.show($0) } : nil, context, message, capacity)
        }
        receiver.endProgress()
        if let failure = receiver.failure { throw .notStored(name: weights.name, reason: failure.description) }
        guard fetching.result != 0 else {
            throw .notDownloaded(name: weights.name, url: url, folder: folder, reason: fetching.message)
        }
        try receiver.keep(if: weights.checksumPrefix, from: url)
    }

    private static func makeFolder(_ folder: String, for name: String) throws(WeightsError) {
        var path = ""
        for part in folder.split(separator: "/") {
            path += "/" + part
            if mkdir(path, 0o755) != 0, errno != EEXIST {
                throw .notStored(name: name, reason: "\(path): \(SystemError.text())")
            }
        }
    }
}

/// What receives a transfer's bytes, from C.
private final class Receiver {
    /// Much more than any published file: what a wrong address could send without end.
    private static let largest = 1 << 30

    private var file: AtomicFile
    private var digest = SHA256()
    private var received = 0
    private let name: String
    private var shownPercent = -1
    private(set) var failure: FileWriteError?
    /// Progress is for people: it is shown on a terminal only.
    let isShown = isatty(STDERR_FILENO) == 1

    init(target: String, name: String) throws(WeightsError) {
        self.name = name
        do throws(FileWriteError) {
            file = try AtomicFile(path: target)
        } catch {
            throw .notStored(name: name, reason: error.description)
        }
    }

    static func from(_ context: UnsafeMutableRawPointer?) -> Receiver? {
        context.map { Unmanaged<Receiver>.fromOpaque($0).takeUnretainedValue() }
    }

    /// Returns how many bytes were taken; fewer than given ends the transfer.
    func take(_ bytes: UnsafeRawBufferPointer) -> Int {
        received += bytes.count
        guard received <= Self.largest else { return 0 }
        do throws(FileWriteError) {
            try file.write(bytes)
        } catch {
            failure = error
            return 0
        }
        digest.update(bytes)
        return bytes.count
    }

    func show(_ fraction: Double) {
        let percent = Int(min(max(fraction, 0), 1) * 100)
        guard percent != shownPercent else { return }
        shownPercent = percent
        Self.print("\r\(name): \(percent) %, \(received / 1_000_000) MB")
    }

    func endProgress() { if shownPercent >= 0 { Self.print("\n") } }

    private static func print(_ text: String) { _ = write(STDERR_FILENO, text, text.utf8.count) }

    /// Puts the file in its place, if it is the published one.
    func keep(if prefix: String, from url: String) throws(WeightsError) {
        let found = digest.finalize().hex
        guard found.hasPrefix(prefix) else {
            throw .wrongChecksum(source: url, expected: prefix, found: String(found.prefix(prefix.count)))
        }
        do throws(FileWriteError) {
            try file.commit()
        } catch {
            throw .notStored(name: name, reason: error.description)
        }
    }
}
