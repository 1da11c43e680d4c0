import Glibc

/// Downloads one published file to its place: it is there whole and checked, or not at all.
///
/// What an interrupted attempt left in `<target>.part` is gone on with, where the server can. Whatever comes is
/// checked against the published SHA-256 before it is put in its place.
public struct FileFetch {
    public var file: PublishedFile
    public var target: String
    /// What the progress line calls it.
    public var name: String
    /// Called while another process downloads the same file.
    public var waits: () -> Void = {}
    /// Asked again and again while bytes come, or fail to: with `false`, `run()` throws at once. What came is kept.
    public var goesOn: () -> Bool

    public init(
        _ file: PublishedFile, to target: String, name: String, waits: @escaping () -> Void = {}, goesOn: @escaping () -> Bool = { true }
    ) {
        self.file = file
        self.target = target
        self.name = name
        self.waits = waits
        self.goesOn = goesOn
    }

    /// - Returns: the address that gave it; `nil` where it was there already.
    @discardableResult
    public func run() throws(DownloadError) -> String? {
        try Folder(holding: target).make()
        var part = try PartFile(for: target, waits: waits)
        if isThere { return nil }
        if let obstacle = Transfer.obstacle {
            throw .notFetched(file.urls.map { DownloadError.Attempt(url: $0, reason: obstacle) })
        }
        if let size = file.size { try Folder(holding: target).require(room: size - part.size) }
        var attempts: [DownloadError.Attempt] = []
        var refused: DownloadError?
        for url in file.urls {
            let kept = part.size
            do throws(DownloadError) {
                do throws(DownloadError) {
                    try fetch(url, into: &part)
                    try check(&part, from: url)
                } catch where kept > 0 && error.isWrongFile {
                    // The old bytes may be another file's.
                    try fetch(url, into: &part)
                    try check(&part, from: url)
                }
                try part.commit()
                return url
            } catch .notFetched(let more) {
                attempts += more
                if !goesOn() { break }
            } catch where error.isWrongFile {
                refused = error
            }
        }
        throw refused ?? .notFetched(attempts)
    }

    /// Takes the file from another place on this machine, where it stays.
    /// - Returns: that place; `nil` where the file was there already.
    @discardableResult
    public func copy(_ original: String) throws(DownloadError) -> String? {
        let source = try ReadableFile(original)
        try verify(original, from: original)
        try Folder(holding: target).make()
        var part = try PartFile(for: target, waits: waits)
        if isThere { return nil }
        try part.truncate(to: 0)
        try Folder(holding: target).require(room: source.size)
        do throws(DownloadError) {
            while part.size < source.size {
                guard let bytes = source.bytes(at: part.size, count: min(1 << 20, source.size - part.size)) else {
                    throw .unreadable(path: original, reason: "it ends early")
                }
                try part.append(bytes)
            }
            try check(&part, from: original)
            try part.commit()
        } catch {
            // A copy is soon made again.
            try part.truncate(to: 0)
            throw error
        }
        return original
    }

    /// Whether another process, or an earlier attempt that failed later on, has put the file in its place.
    private var isThere: Bool { access(target, F_OK) == 0 && (try? verify(target, from: target)) != nil }

    /// Gets all bytes that are missing.
    private func fetch(_ url: String, into part: inout PartFile) throws(DownloadError) {
        if let size = file.size, part.size > size { try part.truncate(to: 0) }
        if part.size > 0, part.size == file.size { return }
        if part.size > 0 {
            switch rest(of: url, from: part.size) {
            case .comes: break
            case .doesNotCome: try part.truncate(to: 0)
            case .unknown(let reason): throw .notFetched([.init(url: url, reason: reason, kept: part.size)])
            }
        }
        let start = part.size
        let outcome = try transfer(url, from: start, into: &part)
        switch outcome.ending {
        case .finished where start == 0 || outcome.first == start:
            return
        case .finished:
            // It sent the file from its beginning, although it had said that it would not.
            try part.truncate(to: start)
            throw .notFetched([.init(url: url, reason: "the server does not send the part that it is asked for", kept: start)])
        case .refused(let reason):
            // What came is the words of an error.
            try part.truncate(to: start)
            throw .notFetched([.init(url: url, reason: reason, kept: start)])
        case .brokenOff(let reason):
            if start > 0, outcome.first != start { try part.truncate(to: start) }
            throw .notFetched([.init(url: url, reason: reason, kept: part.size)])
        }
    }

    /// What a server says to whether it sends the rest of a file.
    private enum Rest {
        case comes
        /// It sends no parts, or has another file: what came is of no use there.
        case doesNotCome
        /// It did not say: what came may be gone on with another time.
        case unknown(reason: String)
    }

    /// Asks for one byte.
    private func rest(of url: String, from first: Int) -> Rest {
        var came = 0
        let outcome = Transfer.run(url, first: first, last: first, goesOn: goesOn) { bytes in
            came += bytes.count
            // More is neither the byte nor an error's page.
            return came <= 64 << 10
        }
        switch outcome.ending {
        case .finished:
            let isPart = outcome.first == first && (file.size == nil || outcome.total == nil || outcome.total == file.size)
            return isPart ? .comes : .doesNotCome
        case .brokenOff where came > 64 << 10: return .doesNotCome
        // "Range Not Satisfiable": its file ends earlier.
        case .refused(let reason) where reason.hasSuffix(" 416"): return .doesNotCome
        case .refused(let reason), .brokenOff(let reason): return .unknown(reason: reason)
        }
    }

    private func transfer(_ url: String, from start: Int, into part: inout PartFile) throws(DownloadError) -> Transfer.Outcome {
        let line = ProgressLine(name, total: file.expectedSize)
        defer { line.end() }
        var failure: DownloadError?
        let outcome = Transfer.run(url, first: start > 0 ? start : nil, goesOn: goesOn) { bytes in
            do throws(DownloadError) {
                guard part.size + bytes.count <= file.largest else {
                    throw .wrongSize(source: url, expected: file.largest, found: part.size + bytes.count)
                }
                try part.append(bytes)
                line.update(part.size)
                return true
            } catch {
                failure = error
                return false
            }
        }
        if let failure {
            // Nothing is kept of another file, nor where the disk is full.
            try part.truncate(to: 0)
            throw failure
        }
        return outcome
    }

    /// Throws, and drops what came, unless it is the published file.
    private func check(_ part: inout PartFile, from url: String) throws(DownloadError) {
        do throws(DownloadError) {
            try verify(part.path, from: url)
        } catch where error.isWrongFile {
            try part.truncate(to: 0)
            throw error
        }
    }

    private func verify(_ path: String, from source: String) throws(DownloadError) {
        let line = ProgressLine("\(name), checking", total: file.expectedSize)
        defer { line.end() }
        try file.verify(path, from: source) { line.update($0) }
    }
}

extension DownloadError {
    /// Whether the bytes are not those that were published.
    var isWrongFile: Bool {
        switch self {
        case .wrongChecksum, .wrongSize: true
        default: false
        }
    }
}
