import ArgumentParser
import Benchmarks
import CellCompiler
import Foundation
import KernelHost

struct Bench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Measure how fast landuse is, beside Python where it is installed.",
        discussion: """
            Without a name, all benchmarks are run. Figures are medians of several runs; compare them on a machine \
            that does nothing else. They go to standard output, progress to standard error.
            """)

    @Argument(help: "The benchmarks to run; --list names them.")
    var names: [String] = []

    @Flag(help: "Name the benchmarks, and measure nothing.")
    var list = false

    @Option(help: ArgumentHelp("Also write the figures to a file, as JSON.", valueName: "file"))
    var json: String?

    @Option(help: ArgumentHelp("How often to measure each thing; in inference, in how many rounds.", valueName: "count"))
    var runs: Int?

    @Option(help: ArgumentHelp("The peer: a Python with PyTorch. Without it, $LANDUSE_PYTHON or python3.", valueName: "path"))
    var python: String?

    func validate() throws {
        for name in names where Benchmarks.named(name) == nil {
            throw ValidationError("There is no benchmark '\(name)'. There are:\n\(Benchmarks.list)")
        }
        if let runs, runs < 1 { throw ValidationError("--runs takes a number from 1 on.") }
    }

    func run() async throws {
        if list { return TerminalStream.standardOutput.write(Benchmarks.list) }
        let file = json.map { URL(filePath: $0) }
        if let file { try WholeFile.checkWritable(file) }
        let style = TerminalStyle(for: .standardError)
        let progress: @Sendable (String) -> Void = { standardError(style.dim("landuse: \($0) …") + "\n") }
        do {
            // Before the first child is started.
            let unset = SpeedVariables.unset()
            let environment = ProcessInfo.processInfo.environment
            let toolchain = try await Toolchain.find(cache: CellCache.standard().root)
            var report = BenchmarkReport(
                command: (["landuse"] + CommandLine.arguments.dropFirst()).joined(separator: " "),
                machine: .current(toolchain: toolchain.version), unsetVariables: unset)
            let python = python ?? environment["LANDUSE_PYTHON"] ?? "python3"
            let bench = Workbench(
                toolchain: toolchain, home: try PackageFolder.runner().folder, program: URL(filePath: try OwnProgram.path),
                python: await PythonPeer.find(python), pythonProgram: python, runs: runs, progress: progress)
            TerminalStream.standardOutput.write(report.heading)
            for benchmark in names.isEmpty ? Benchmarks.all : names.compactMap(Benchmarks.named) {
                progress(benchmark.name)
                let result = try await benchmark.measure(in: bench)
                report.results.append(result)
                TerminalStream.standardOutput.write("\n" + result.text)
            }
            if let file { try WholeFile.write(String(decoding: report.json, as: UTF8.self), to: file) }
        } catch let error as ExitCode {
            throw error
        } catch {
            standardError(style.red("landuse: error: ") + "\(error)\n")
            throw ExitCode.fault
        }
    }
}
