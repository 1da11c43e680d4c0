import CellCompiler
import Foundation
import KernelWire
import Notebook
import Subprocess

/// Looks up machine code addresses in cells' debug information, with the toolchain's `llvm-symbolizer`.
struct Symbolizer: Sendable {
    /// A function that covers an address: inlined ones first, then the one that they were inlined into.
    struct Location: Sendable, Equatable {
        var function: String
        var file: String
        var line: Int
        /// In bytes.
        var column: Int
    }

    let toolchain: Toolchain
    var launch = ProgramLaunch.plain

    /// Ctrl-C at the terminal is not for these: it would cost the reason why a cell stopped.
    private static var apart: PlatformOptions {
        var options = PlatformOptions()
        options.processGroupID = 0
        return options
    }

    private func configuration(_ tool: String, _ arguments: [String], reading library: String? = nil) -> Configuration {
        launch.configuration(
            of: .init(program: toolchain.tool(tool), arguments: arguments, readablePaths: library.map { [$0] } ?? []), platformOptions: Self.apart)
    }

    private struct Answer: Decodable {
        struct Symbol: Decodable {
            var FunctionName: String
            var FileName: String
            var Line: Int
            var Column: Int
        }
        var Symbol: [Symbol]?
    }

    /// The locations of each address, which lie in cells' libraries; empty for those that lie elsewhere.
    func locations(of addresses: [KernelReply.CodeAddress], in libraries: Set<String>) async -> [[Location]] {
        var found: [[Location]] = Array(repeating: [], count: addresses.count)
        for library in libraries {
            let indices = addresses.indices.filter { addresses[$0].library == library }
            guard !indices.isEmpty else { continue }
            let offsets = indices.map { "0x" + String(addresses[$0].offset, radix: 16) }
            for (index, locations) in zip(indices, await locations(at: offsets, in: library)) { found[index] = locations }
            // What the optimiser has moved has no line: the nearest one before it is told then. The tool does not
            // survive an address for which there is none.
            for (index, offset) in zip(indices, offsets) where !found[index].isEmpty && found[index].allSatisfy({ $0.line == 0 }) {
                let nearest = await locations(at: [offset], in: library, option: "--skip-line-zero").first ?? []
                if nearest.contains(where: { $0.line > 0 }) { found[index] += nearest }
            }
        }
        return found
    }

    private func locations(at offsets: [String], in library: String, option: String? = nil) async -> [[Location]] {
        let result = try? await run(
            configuration("llvm-symbolizer", ["--obj=\(library)", "--inlines", "--output-style=JSON", "--no-demangle"] + (option.map { [$0] } ?? []) + offsets, reading: library),
            output: .string(limit: 4 << 20), error: .discarded)
        guard let text = result?.standardOutput, let answers = try? JSONDecoder().decode([Answer].self, from: Data(text.utf8)) else { return [] }
        return answers.map { answer in
            (answer.Symbol ?? []).map {
                Location(function: $0.FunctionName, file: ($0.FileName as NSString).lastPathComponent, line: $0.Line, column: $0.Column)
            }
        }
    }

    /// Swift's mangled names as an author would write them: `f(_:)`, `Model.train(epochs:)`.
    func readable(_ functions: [String]) async -> [String] {
        guard !functions.isEmpty else { return [] }
        let result = try? await run(
            configuration("swift-demangle", ["--compact", "--simplified"] + functions), output: .string(limit: 1 << 20), error: .discarded)
        let lines = (result?.standardOutput ?? "").split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        return functions.indices.map { lines.indices.contains($0) ? lines[$0] : functions[$0] }
    }
}
