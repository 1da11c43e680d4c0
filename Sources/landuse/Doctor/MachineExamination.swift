import CellCompiler
import Foundation
import KernelHost
import Sandbox

/// Looks at all that notebooks need of a machine.
struct MachineExamination {
    var environment: [String: String] = ProcessInfo.processInfo.environment
    var cache = CellCache.standard()
    /// Where the programs of the sandbox are.
    var sandboxFolders = SandboxAvailability.programFolders

    func findings() async -> [Finding] {
        [
            processor, memory, await toolchain, await languageService, package, openBLAS, openBLASSettings, gdal, cacheFolder, temporaryFolder, sandbox,
            browser, python,
        ].compactMap { $0 }
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
                let needed = ["swift-frontend", "swift-demangle", "ld.lld", "llvm-symbolizer"]
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

    /// What completes names at the prompt.
    private var languageService: Finding? {
        get async {
            // Without a toolchain there is one finding already.
            guard let toolchain = try? await Toolchain.find(cache: cache.root, environment: environment) else { return nil }
            let library = toolchain.languageService.path
            guard FileManager.default.fileExists(atPath: library) else {
                return Finding(
                    state: .lacking, name: "language service", detail: "there is no \(library): the prompt cannot complete names",
                    remedy: "install a whole toolchain from https://www.swift.org/install")
            }
            return Finding(state: .good, name: "language service", detail: library)
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

    /// A setting that holds OpenBLAS back is the user's to make: the library is there, and slower than it could be.
    private var openBLASSettings: Finding? {
        let set = environment.filter { $0.key.hasPrefix("OPENBLAS_") }.sorted { $0.key < $1.key }
        guard !set.isEmpty else { return nil }
        return Finding(
            state: .heldBack, name: "OpenBLAS", detail: "\(set.map { "\($0.key)=\($0.value)" }.joined(separator: " ")) in the environment may halve its speed",
            remedy: "unset \(set.map(\.key).joined(separator: " ")), unless you mean it")
    }
}
