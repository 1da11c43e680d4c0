import Notebook

/// Collects a cell's outputs, within bounds.
struct OutputRecorder {
    /// What a cell may put out before the rest is left out.
    struct Limits: Sendable {
        /// Bytes of printed text.
        var text = 512 << 10
        /// Bytes of displayed values.
        var displays = 32 << 20
        /// Bytes of one displayed value's text.
        static let plainText = 64 << 10
        /// What each displayed value counts for beside its bytes: many small ones fill a report too.
        static let displayOverhead = 1 << 10
        /// How often one stream may follow the other: those that take turns fill a report with little text.
        static let streamChanges = 10_000
    }

    private let limits: Limits
    /// The names under which earlier runs show values.
    private let shownEarlier: Set<String>
    private(set) var outputs: [Output] = []
    /// What was printed to standard error last, where the runtime says why it traps.
    private(set) var errorTail = ""
    private var textBytes = 0
    private var streamChanges = 0
    private var displayBytes = 0
    /// Bytes of updates that were told as they came.
    private var updateBytes = 0
    /// Bytes that were left out for good.
    private var omittedOnce = 0
    /// What is shown under a name.
    private var named: [String: Named] = [:]
    /// The newest values of names that earlier runs show.
    private(set) var earlierUpdates: [String: MediaBundle] = [:]
    /// The newest values of names whose updates are not told one by one any more.
    private(set) var unreported: [String: MediaBundle] = [:]

    private struct Named {
        /// The place among the outputs; `nil` for an earlier run's.
        var place: Int?
        var cost: Int
        /// What of the newest value is left out, in bytes.
        var omitted: Int
    }

    /// Bytes of what is kept.
    var keptBytes: Int { min(textBytes, limits.text) + displayBytes }

    /// Bytes that are not kept; of updates, those of the newest count.
    var omittedBytes: Int { omittedOnce + named.values.reduce(0) { $0 + $1.omitted } }

    init(limits: Limits = Limits(), shownEarlier: Set<String> = []) {
        self.limits = limits
        self.shownEarlier = shownEarlier
    }

    /// Takes printed text, and gives the part of it that is kept.
    mutating func add(_ text: String, on stream: Output.Stream) -> String {
        if stream == .stderr { errorTail = Self.tail(of: errorTail + text) }
        let room = limits.text - textBytes
        textBytes += text.utf8.count
        var kept = text
        if text.utf8.count > room {
            let head = String(text[..<end(of: text, within: max(0, room))])
            // Whole lines, where there are any.
            kept = head.lastIndex(of: "\n").map { String(head[...$0]) } ?? head
            omittedOnce += text.utf8.count - kept.utf8.count
        }
        guard !kept.isEmpty else { return "" }
        if case .stream(stream, let before)? = outputs.last {
            outputs[outputs.count - 1] = .stream(stream, text: before + kept)
        } else if streamChanges >= Limits.streamChanges {
            omittedOnce += kept.utf8.count
            return ""
        } else {
            outputs.append(.stream(stream, text: kept))
            streamChanges += 1
        }
        return kept
    }

    /// What was printed last. By bytes: a character may be of any length.
    private static func tail(of text: String) -> String {
        text.utf8.count <= longestTail ? text : String(decoding: text.utf8.suffix(longestTail), as: UTF8.self)
    }

    private static let longestTail = 4096

    /// Where the last whole character that fits into so many bytes ends; a very long one is cut.
    private func end(of text: String, within bytes: Int) -> String.Index {
        var end = text.utf8.index(text.startIndex, offsetBy: bytes)
        var steps = 0
        while steps < 64 ? end.samePosition(in: text) == nil : end.samePosition(in: text.unicodeScalars) == nil {
            end = text.utf8.index(before: end)
            steps += 1
        }
        return end
    }

    /// Takes a displayed value; gives nothing where it is left out, or is one of so many updates that only the last
    /// is told (see `unreported`).
    mutating func show(_ bundle: MediaBundle, isResult: Bool = false) -> OutputChange? {
        let (bundle, cut) = Self.bounded(bundle)
        let size = bundle.representations.reduce(0) { $0 + $1.bytes.count }
        let cost = size + (bundle.displayID?.utf8.count ?? 0) + (bundle.alternativeText?.utf8.count ?? 0) + Limits.displayOverhead
        let before = bundle.displayID.flatMap { named[$0] }
        // What is replaced makes room.
        guard displayBytes - (before?.cost ?? 0) + cost <= limits.displays else {
            if let id = bundle.displayID, before != nil { named[id]?.omitted = size } else { omittedOnce += size }
            return nil
        }
        displayBytes += cost - (before?.cost ?? 0)
        guard let id = bundle.displayID else {
            omittedOnce += cut
            outputs.append(isResult ? .executeResult(bundle) : .displayData(bundle))
            return .added(isResult ? .executeResult(bundle) : .displayData(bundle))
        }
        let isShownEarlier = shownEarlier.contains(id)
        let place = before?.place ?? (isShownEarlier ? nil : outputs.count)
        named[id] = Named(place: place, cost: cost, omitted: cut)
        guard before != nil || isShownEarlier else {
            outputs.append(.displayData(bundle))
            return .added(.displayData(bundle))
        }
        if let place { outputs[place] = .displayData(bundle) } else { earlierUpdates[id] = bundle }
        updateBytes += cost
        unreported[id] = updateBytes <= limits.displays ? nil : bundle
        return unreported[id] == nil ? .updated(bundle) : nil
    }

    /// A displayed value with no more text than a person reads, and how many bytes of it were cut off.
    private static func bounded(_ bundle: MediaBundle) -> (bundle: MediaBundle, cut: Int) {
        var bundle = bundle, cut = 0
        for (index, representation) in bundle.representations.enumerated()
        where representation.type == "text/plain" && representation.bytes.count > Limits.plainText {
            let head = String(String(decoding: representation.bytes.prefix(Limits.plainText), as: UTF8.self).dropLast())
            cut += representation.bytes.count - head.utf8.count
            bundle.representations[index].bytes = Array((head + " …").utf8)
        }
        return (bundle, cut)
    }

    /// Ends the cell; a failure is its last output. What the runtime printed of it, "…: Fatal error: reason", is
    /// taken back: the failure says it once, and better.
    mutating func finish(failure: CellFailure?) {
        if let failure, case .stream(.stderr, let text)? = outputs.last {
            let words = LastWords(in: text)
            // A library may have died of being stopped.
            if let reason = words.reason, failure.reason.hasPrefix(reason) || failure.isStop {
                outputs.removeLast()
                if !words.textBefore.isEmpty { outputs.append(.stream(.stderr, text: words.textBefore)) }
            }
        }
        if omittedBytes > 0 { outputs.append(.omitted(bytes: omittedBytes)) }
        if let failure { outputs.append(.error(failure)) }
    }
}

extension CellFailure {
    fileprivate var isStop: Bool { name == "Interrupted" || name == "TimeLimit" }
}

extension OutputRecorder.Limits {
    /// - Parameter room: bytes that are left for all of it; `nil` where there is no such bound.
    init(room: Int?) {
        self.init()
        guard let room else { return }
        text = min(text, max(0, room))
        displays = min(displays, max(0, room))
    }
}
