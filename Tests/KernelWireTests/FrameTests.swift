import Testing

@testable import KernelWire

@Suite struct FrameTests {
    static let replies: [KernelReply] = [
        .ready,
        .display(mark: 1, isResult: true, bundle: .init(representations: [("text/plain", Array("é🌍".utf8)), ("image/png", [0, 255])], alternativeText: "a río", displayID: "loß")),
        .display(mark: .max, isResult: false, bundle: .init(representations: [], alternativeText: "")),
        .finished(mark: 2, run: 3, ending: .init(cause: .completed)),
        .finished(
            mark: 4, run: 5,
            ending: .init(
                cause: .signal, message: "no: \0 \n", stepsFinished: 7, signal: -11, signalCode: 128, faultAddress: .max, isStackOverflow: true,
                isOnCellThread: false, defect: "nothing can be printed", heldMemory: 1 << 40, frames: [.init(library: "/a/cell.so", offset: 0x1234), .init(library: "", offset: .max)], framesOmitted: 9)),
    ]
    static let requests: [KernelRequest] = [
        .run(run: 0, library: "", entryPoint: ""), .run(run: .max, library: "/tmp/ü.so", entryPoint: "Cell_main"),
        .run(run: 1, library: "a", entryPoint: "b", part: 7),
        .interrupt(run: 3, isForced: false), .interrupt(run: .max, isForced: true),
    ]

    /// The payload of a frame.
    static func payload(_ frame: [UInt8]) -> [UInt8] { Array(frame.dropFirst(4)) }

    @Test(arguments: replies)
    func `a reply comes back as it was`(reply: KernelReply) throws {
        #expect(try KernelReply(payload: Self.payload(reply.frame)) == reply)
    }

    @Test(arguments: requests)
    func `a request comes back as it was`(request: KernelRequest) throws {
        #expect(try KernelRequest(payload: Self.payload(request.frame)) == request)
    }

    @Test(arguments: replies)
    func `a payload cut anywhere is an error`(reply: KernelReply) {
        let payload = Self.payload(reply.frame)
        for length in payload.indices { #expect(throws: WireError.truncated) { try KernelReply(payload: Array(payload.prefix(length))) } }
    }

    @Test(arguments: requests)
    func `a request cut anywhere is an error`(request: KernelRequest) {
        let payload = Self.payload(request.frame)
        for length in payload.indices { #expect(throws: WireError.truncated) { try KernelRequest(payload: Array(payload.prefix(length))) } }
    }

    @Test(arguments: replies)
    func `bytes after the last field are an error`(reply: KernelReply) {
        #expect(throws: WireError.trailingBytes(2)) { try KernelReply(payload: Self.payload(reply.frame) + [0, 0]) }
    }

    @Test(arguments: replies)
    func `no single wrong byte is a crash`(reply: KernelReply) {
        let payload = Self.payload(reply.frame)
        for index in payload.indices {
            for wrong: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var damaged = payload
                damaged[index] = wrong
                _ = try? KernelReply(payload: damaged)
            }
        }
    }

    @Test(arguments: [
        ([0], .unknownTag(0)), ([4], .unknownTag(4)), ([255], .unknownTag(255)),
        // No such cause of an ending.
        ([3, 0, 0, 0, 0, 0, 0, 0, 0, 9], .unknownTag(9)),
        // Four billion bytes of text, of a name, four billion representations.
        ([2, 0, 0, 0, 0, 0, 255, 255, 255, 255], .truncated),
        ([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255], .truncated),
        ([2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255], .truncated),
    ] as [([UInt8], WireError)])
    func `what is no reply is an error, and takes no memory`(_ payload: [UInt8], _ expected: WireError) {
        #expect(throws: expected) { try KernelReply(payload: payload) }
    }

    @Test(arguments: [([0], WireError.unknownTag(0)), ([3], .unknownTag(3)), ([2, 1], .truncated), ([1, 0, 0, 0, 0, 255, 255, 255, 127], .truncated)] as [([UInt8], WireError)])
    func `what is no request is an error`(_ payload: [UInt8], _ expected: WireError) {
        #expect(throws: expected) { try KernelRequest(payload: payload) }
    }

    @Test func `text that is no UTF-8 is repaired`() throws {
        let reply = try KernelReply(payload: [3, 1, 0, 0, 0, 1, 0, 0, 0, 2, 1, 0, 0, 0, 0xFF] + [UInt8](repeating: 0, count: 4 + 4 + 4 + 8 + 2 + 4 + 8 + 4 + 4))
        #expect(reply == .finished(mark: 1, run: 1, ending: .init(cause: .uncaughtError, message: "\u{FFFD}", isOnCellThread: false)))
    }
}
