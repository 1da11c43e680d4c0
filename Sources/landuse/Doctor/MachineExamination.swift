import CellCompiler
import Foundation
import KernelHost

/// Looks at all that notebooks need of a machine.
struct MachineExamination {
    var environment: [String: String] = ProcessInfo.processInfo.environment
    var cache = CellCache.standard()

    func findings() async -> [Finding] {
        [processor, await toolchain, package, openBLAS, openBLASSettings, gdal, cacheFolder, sandbox, browser].compactMap { $0 }
    }

    private var processor: Finding {
        let processor = Processor.current
        let vectors = processor.features.contains("avx512f") ? "AVX-512" : processor.features.contains("avx2") ? "AVX2" : "neither AVX2 nor AVX-512"
        return Finding(state: .good, name: "processor", detail: "\(processor.model ?? "unknown"), \(processor.cores) cores, \(vectors)")
    }

    private var toolchain: Finding {
        get async {
            do {
                let toolchain = try await Toolchain.find(cache: cache.root, environment: environment)
                let needed = ["swift-frontend", "swift-autolink-extract", "swift-demangle", "ld.lld", "llvm-symbolizer"]
                let missing = needed.filter { !FileManager.default.isExecutableFile(atPath: toolchain.tool($0)) }
                guard missing.isEmpty else {
                    return Finding(
                        state: .broken, name: "toolchain", detail: "\(toolchain.binaries.path) lacks \(missing.joined(separator: ", "))",
                        remedy: "install a whole toolchain from https://www.swift.org/install and put its bin folder first in PATH")
                }
                return Finding(state: .good, name: "toolchain", detail: "\(toolchain.version) in \(toolchain.binaries.path)")
            } catch {
                return Finding(state: .broken, name: "toolchain", detail: "\(error)", remedy: "install Swift 6.3 or newer from https://www.swift.org/install")
            }
        }
    }

    private var package: Finding {
        do {
            return Finding(state: .good, name: "package", detail: try PackageFolder.runner(environment: environment).folder.path)
        } catch {
            return Finding(state: .broken, name: "package", detail: "\(error)", remedy: "set LANDUSE_HOME")
        }
    }

    private var openBLAS: Finding { library("OpenBLAS", file: "libopenblas.so", package: "libopenblas-dev", use: "tensors cannot be multiplied") }
    private var gdal: Finding { library("GDAL", file: "libgdal.so", package: "libgdal-dev", use: "pictures and rasters cannot be read") }

    private func library(_ name: String, file: String, package: String, use: String) -> Finding {
        if let handle = dlopen(file, RTLD_LAZY) {
            dlclose(handle)
            return Finding(state: .good, name: name, detail: file)
        }
        return Finding(state: .broken, name: name, detail: "\(file) is not to be found: \(use)", remedy: "apt-get install \(package)")
    }

    /// A setting that holds OpenBLAS back is the user's to make, and worth knowing of.
    private var openBLASSettings: Finding? {
        let set = environment.filter { $0.key.hasPrefix("OPENBLAS_") }.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        guard !set.isEmpty else { return nil }
        return Finding(
            state: .lacking, name: "OpenBLAS settings", detail: "\(set.joined(separator: " ")) may halve its speed",
            remedy: "unset \(environment.keys.filter { $0.hasPrefix("OPENBLAS_") }.sorted().joined(separator: " ")), unless you mean it")
    }

    private var cacheFolder: Finding {
        let folder = cache.root.path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        guard access(folder, W_OK) == 0 else {
            return Finding(
                state: .broken, name: "cache", detail: "\(folder) may not be written to", remedy: "set XDG_CACHE_HOME to a folder that may")
        }
        return Finding(state: .good, name: "cache", detail: folder)
    }

    private var sandbox: Finding { program(["bwrap"], name: "sandbox", use: "submissions cannot be graded safely", package: "bubblewrap") }
    private var browser: Finding { program(["chromium", "google-chrome"], name: "browser", use: "the tests cannot open a report", package: "chromium") }

    private func program(_ names: [String], name: String, use: String, package: String) -> Finding {
        let folders = (environment["PATH"] ?? "").split(separator: ":")
        for candidate in names.flatMap({ program in folders.map { "\($0)/\(program)" } }) where FileManager.default.isExecutableFile(atPath: candidate) {
            return Finding(state: .good, name: name, detail: candidate)
        }
        return Finding(state: .lacking, name: name, detail: "no \(names.joined(separator: ", no ")): \(use)", remedy: "apt-get install \(package)")
    }
}
