import Foundation
import Testing

@testable import Benchmarks

@Suite struct BenchmarkReportTests {
    private var report: BenchmarkReport {
        let ours = Series("ours", seconds: [0.25, 0.5, 0.3], target: 0.35), peer = Series("the peer", seconds: [3, 2.4, 2.5])
        var result = BenchmarkResult("walk")
        result.series = [ours, Series("slow", seconds: [1.5], target: 1), peer]
        result.ratios = [Ratio("peer / ours", peer: peer, ours: ours, target: 8)]
        result.notes = ["no network"]
        let machine = Machine(processor: "Chip", cores: 2, system: "Debian", toolchain: "Swift 6", configuration: "debug", load: 0.5)
        return BenchmarkReport(command: "landuse bench walk", machine: machine, unsetVariables: ["OPENBLAS_CORETYPE"], results: [result])
    }

    @Test func `the report says what was measured, on what, and how it compares`() {
        #expect(
            report.text == """
                landuse bench walk
                Chip, 2 cores, load 0.5; Debian; Swift 6; landuse built in debug
                Unset for all that was measured: OPENBLAS_CORETYPE
                Medians, with minimum and maximum

                walk
                  ours         300 ms  (250 ms … 500 ms)  3 runs  target 350 ms: met
                  slow         1.50 s  (1.50 s … 1.50 s)  1 run   target 1.00 s: MISSED
                  the peer     2.50 s  (2.40 s … 3.00 s)  3 runs
                  peer / ours  8.33 ×                             target 8 ×: met
                  · no network

                """)
    }

    @Test func `JSON carries every measurement`() throws {
        let decoded = try JSONDecoder().decode(BenchmarkReport.self, from: report.json)
        #expect(decoded.results == report.results)
        #expect(decoded.machine == report.machine)
        #expect(String(decoding: try report.json, as: UTF8.self).contains(#""median" : 0.3"#))
    }
}
