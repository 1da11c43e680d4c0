/// Tells when a file that is being written has come to rest. Pure: it is shown the file's stamp from time to time.
struct SettlingFile: Sendable {
    enum Change: Equatable, Sendable { case changed, gone }

    /// How long a file must stay as it is to be taken.
    static let rest = Duration.milliseconds(120)
    /// How long an empty file or none at all is taken for the middle of a save.
    static let patience = Duration.milliseconds(500)

    /// The state that was told of last.
    private var told: FileStamp?
    private var seen: FileStamp?
    private var seenSince: ContinuousClock.Instant

    init(_ stamp: FileStamp?, at now: ContinuousClock.Instant) {
        told = stamp
        seen = stamp
        seenSince = now
    }

    /// - Returns: what there is to tell, once.
    mutating func observe(_ stamp: FileStamp?, at now: ContinuousClock.Instant) -> Change? {
        if stamp != seen {
            seen = stamp
            seenSince = now
        }
        guard seen != told else { return nil }
        let isEmpty = (seen?.size ?? 0) == 0
        guard now - seenSince >= (isEmpty ? Self.patience : Self.rest) else { return nil }
        told = seen
        return seen == nil ? .gone : .changed
    }
}
