import KernelWire
import Notebook
import Testing

@testable import KernelHost

@Suite struct OutputMergerTests {
    private let mark = StreamMark(key: "k3y")

    private func display(_ number: UInt32) -> KernelReply {
        .display(mark: number, isResult: false, bundle: .init(representations: [("text/plain", [UInt8(number)])], alternativeText: ""))
    }

    /// Events as text: what was printed, "<n>" for a reply.
    private func text(_ events: [OutputMerger.Event]) -> String {
        events.map { event in
            switch event {
            case .text(.stdout, let text): text
            case .text(.stderr, let text): text.uppercased()
            case .reply(.ready): "<ready>"
            case .reply(.display(let mark, _, _)), .reply(.finished(let mark, _, _)): "<\(mark)>"
            }
        }.joined()
    }

    @Test func `what is printed and what is displayed keep their order, whatever comes first`() {
        let output = Array("a".utf8) + mark.bytes(1) + Array("b".utf8) + mark.bytes(2) + Array("c".utf8)
        let errors = mark.bytes(1) + mark.bytes(2)
        // The three channels in every order, standard output cut at every byte.
        for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
            for cut in 0...output.count {
                var merger = OutputMerger(mark)
                var events: [OutputMerger.Event] = []
                for channel in order {
                    switch channel {
                    case 0: events += merger.receive(Array(output[..<cut]), on: .stdout) + merger.receive(Array(output[cut...]), on: .stdout)
                    case 1: events += merger.receive(display(1)) + merger.receive(display(2))
                    default: events += merger.receive(errors, on: .stderr)
                    }
                }
                #expect(text(events) == "a<1>b<2>c", "\(order), cut at \(cut)")
            }
        }
    }

    @Test func `the streams wait for each other at a reply, and not before`() {
        var merger = OutputMerger(mark)
        let part1 = merger.receive(Array("a".utf8), on: .stdout)
        #expect(text(part1) == "a")
        let part2 = merger.receive(display(1))
        #expect(text(part2) == "")
        let part3 = merger.receive(mark.bytes(1) + Array("later".utf8), on: .stdout)
        #expect(text(part3) == "")
        let part4 = merger.receive(Array("b".utf8), on: .stderr)
        #expect(text(part4) == "B")
        let part5 = merger.receive(mark.bytes(1), on: .stderr)
        #expect(text(part5) == "<1>later")
    }

    @Test func `a repeated mark, or one from before, means nothing`() {
        var merger = OutputMerger(mark)
        _ = merger.receive(mark.bytes(1) + mark.bytes(1) + mark.bytes(0) + Array("a".utf8) + mark.bytes(2) + Array("b".utf8), on: .stdout)
        _ = merger.receive(mark.bytes(1) + mark.bytes(2), on: .stderr)
        let part6 = merger.receive(display(1)) + merger.receive(display(2))
        #expect(text(part6) == "<1>a<2>b")
    }

    @Test func `that the kernel is ready is told at once`() {
        var merger = OutputMerger(mark)
        let part7 = merger.receive(.ready)
        #expect(text(part7) == "<ready>")
    }

    @Test func `a kernel that is gone leaves all that it had said`() {
        var merger = OutputMerger(mark)
        var events = merger.receive(Array("a\u{1B}_k3y;".utf8), on: .stdout)
        events += merger.receive(mark.bytes(1) + Array("err".utf8) + [0xC3], on: .stderr)
        events += merger.receive(display(2)) + merger.receive(display(1))
        events += merger.finish()
        #expect(text(events) == "a\u{1B}_k3y;ERR\u{FFFD}<1><2>")
    }

    @Test func `a mark that never comes holds nothing back for ever`() {
        var merger = OutputMerger(mark)
        let part8 = merger.receive(mark.bytes(9) + Array("after".utf8), on: .stdout)
        #expect(text(part8) == "")
        let part9 = merger.finish()
        #expect(text(part9) == "after")
    }

    @Test func `what waits for marks that do not come is counted`() {
        var merger = OutputMerger(mark)
        let large = KernelReply.Bundle(representations: [("text/plain", [UInt8](repeating: 0, count: 50 << 20))], alternativeText: "")
        for number in [3, 5, 7] as [UInt32] { _ = merger.receive(.display(mark: number, isResult: false, bundle: large)) }
        #expect(!merger.isFlooded)
        _ = merger.receive(.display(mark: 9, isResult: false, bundle: large))
        #expect(merger.isFlooded)
        _ = merger.finish()
        #expect(!merger.isFlooded)
    }

    @Test func `text behind a mark of the future is counted, and marks are`() {
        var merger = OutputMerger(mark)
        _ = merger.receive(mark.bytes(1000), on: .stdout)
        let text = [UInt8](repeating: 0x61, count: 1 << 20)
        for _ in 0..<200 { _ = merger.receive(text, on: .stdout) }
        #expect(merger.isFlooded)
        var other = OutputMerger(mark)
        _ = other.receive((0..<30_000).flatMap { mark.bytes(1000 + $0) }, on: .stdout)
        #expect(other.isFlooded)
    }

    @Test func `what goes on at once is not counted`() {
        var merger = OutputMerger(mark)
        for number in 1...30_000 as ClosedRange<UInt32> {
            for stream in [Output.Stream.stdout, .stderr] { _ = merger.receive(mark.bytes(number), on: stream) }
            _ = merger.receive(.display(mark: number, isResult: false, bundle: .init(representations: [], alternativeText: "")))
        }
        #expect(!merger.isFlooded)
    }
}
