import KernelWire
import Notebook

/// Puts what was printed and what was displayed into one order.
///
/// The kernel numbers its replies, and writes each one's number into both streams when it sends it. Text
/// before the next number's mark may go at once; a reply goes when both streams have reached its mark.
struct OutputMerger {
    enum Event: Equatable {
        case text(Output.Stream, String)
        case reply(KernelReply)
    }

    private var splitters: [Output.Stream: StreamSplitter]
    private var pieces: [Output.Stream: [StreamSplitter.Piece]] = [.stdout: [], .stderr: []]
    private var replies: [UInt32: KernelReply] = [:]
    private var next: UInt32 = 1
    /// What waits takes so many bytes.
    private var held = 0

    /// Bytes that may wait for their marks. An honest kernel writes these before its reply, so that little ever waits.
    private static let mostHeld = 160 << 20
    /// What a mark counts for: there are few of them, too.
    private static let markCost = 8 << 10

    /// Whether more waits for marks than an honest kernel would have sent.
    var isFlooded: Bool { held > Self.mostHeld }

    init(_ mark: StreamMark) {
        splitters = [.stdout: StreamSplitter(mark), .stderr: StreamSplitter(mark)]
    }

    mutating func receive(_ bytes: [UInt8], on stream: Output.Stream) -> [Event] {
        add(splitters[stream]?.append(bytes) ?? [], to: stream)
        return advance()
    }

    mutating func receive(_ reply: KernelReply) -> [Event] {
        switch reply {
        case .ready: return [.reply(reply)]
        case .display(let mark, _, _), .finished(let mark, _, _):
            held += reply.size - (replies[mark]?.size ?? 0)
            replies[mark] = reply
        }
        return advance()
    }

    /// Whether a reply is here whose marks are not: they come a moment later, or, where a cell has meddled
    /// with the kernel's descriptors, never.
    var isWaitingForMarks: Bool { !replies.isEmpty }

    /// Gives what there is, marks or no marks: the kernel has gone, or its marks have.
    mutating func finish() -> [Event] {
        defer {
            next = max(next, (replies.keys.max() ?? 0) + 1)
            replies = [:]
            held = 0
        }
        var events: [Event] = []
        for stream in [Output.Stream.stdout, .stderr] {
            add(splitters[stream]?.finish() ?? [], to: stream)
        }
        events += advance()
        for stream in [Output.Stream.stdout, .stderr] {
            for case .text(let text) in pieces[stream] ?? [] { events.append(.text(stream, text)) }
            pieces[stream] = []
        }
        return events + replies.sorted { $0.key < $1.key }.map { .reply($0.value) }
    }

    private mutating func advance() -> [Event] {
        var events: [Event] = []
        while true {
            for stream in [Output.Stream.stdout, .stderr] { events += takeText(from: stream) }
            guard let reply = replies[next], hasReached(next, .stdout), hasReached(next, .stderr) else { return events }
            replies[next] = nil
            held -= reply.size
            for stream in [Output.Stream.stdout, .stderr] { removeFirst(of: stream) }
            next += 1
            events.append(.reply(reply))
        }
    }

    private func hasReached(_ mark: UInt32, _ stream: Output.Stream) -> Bool {
        pieces[stream]?.first == .mark(mark)
    }

    private mutating func takeText(from stream: Output.Stream) -> [Event] {
        var events: [Event] = []
        while let first = pieces[stream]?.first {
            switch first {
            case .text(let text): events.append(.text(stream, text))
            case .mark(let number) where number < next: break  // A forged or repeated mark means nothing.
            case .mark: return events
            }
            removeFirst(of: stream)
        }
        return events
    }

    private mutating func add(_ new: [StreamSplitter.Piece], to stream: Output.Stream) {
        held += new.reduce(0) { $0 + Self.cost($1) }
        pieces[stream, default: []] += new
    }

    private mutating func removeFirst(of stream: Output.Stream) {
        guard let first = pieces[stream]?.removeFirst() else { return }
        held -= Self.cost(first)
    }

    private static func cost(_ piece: StreamSplitter.Piece) -> Int {
        switch piece {
        case .text(let text): text.utf8.count
        case .mark: markCost
        }
    }
}

extension KernelReply {
    /// Bytes that it takes, roughly.
    fileprivate var size: Int {
        switch self {
        case .ready: 0
        case .display(_, _, let bundle):
            bundle.representations.reduce(1 << 10) { $0 + $1.type.utf8.count + $1.bytes.count } + bundle.alternativeText.utf8.count + bundle.displayID.utf8.count
        case .finished(_, _, let ending): ending.message.utf8.count + ending.frames.reduce(1 << 10) { $0 + $1.library.utf8.count }
        }
    }
}
