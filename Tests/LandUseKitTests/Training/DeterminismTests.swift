import Foundation
import Testing
@testable import LandUseKit

/// Initial weights, shuffling, random masks and training: see `Learner`.
@Suite("The same seed gives the same bits")
struct DeterminismTests {
    private static func fingerprint(seed: UInt64) -> String {
        Random.withSeed(seed) {
            let learner = Learner(.adamW, .oneCycle)
            learner.train(epochs: 3)
            return learner.fingerprint
        }
    }

    private func printed(_ result: ExitTest.Result?) -> String {
        String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    }

    @Test("twice in one process; another seed gives others") func repeated() {
        #expect(Self.fingerprint(seed: 7) == Self.fingerprint(seed: 7))
        #expect(Self.fingerprint(seed: 7) != Self.fingerprint(seed: 8))
    }

    @Test("in other processes, with one thread, two and five") func processes() async {
        let own = Self.fingerprint(seed: 7)
        let one = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            setenv("LANDUSE_THREADS", "1", 1)
            print(Self.fingerprint(seed: 7))
        }
        let two = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            setenv("LANDUSE_THREADS", "2", 1)
            print(Self.fingerprint(seed: 7))
        }
        let five = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
            setenv("LANDUSE_THREADS", "5", 1)
            print(Self.fingerprint(seed: 7))
        }
        for result in [one, two, five] { #expect(printed(result).contains(own)) }
    }
}
