import Foundation
import Sandbox

/// Other programs that are used where they are there.
extension MachineExamination {
    var browser: Finding { program(["chromium", "google-chrome"], name: "browser", use: "the tests cannot open a report", package: "chromium") }

    /// What submissions are graded in: tried, for it stands on what the system permits.
    var sandbox: Finding {
        do {
            _ = try SandboxAvailability.require(in: cache.root.appending(path: "sandbox"), programsIn: sandboxFolders)
            let whose = geteuid() == 0 ? "users of their own" : "user namespaces"
            return Finding(state: .good, name: "sandbox", detail: "jails can be made, with \(whose)")
        } catch {
            return Finding(state: .lacking, name: "sandbox", detail: "\(error.problem): submissions cannot be graded safely", remedy: error.remedy)
        }
    }

    /// The peer that `landuse bench` measures beside.
    var python: Finding {
        let name = environment["LANDUSE_PYTHON"].flatMap { $0.isEmpty ? nil : $0 } ?? "python3"
        let use = "landuse bench has no peer", remedy = "python3 -m pip install torch torchvision torchsummary nbconvert ipykernel matplotlib, or set LANDUSE_PYTHON to a Python that has them"
        guard let path = name.contains("/") ? name : path(of: name) else {
            return Finding(state: .lacking, name: "Python peer", detail: "no \(name): \(use)", remedy: remedy)
        }
        // Found, not imported: that would take seconds.
        let script = """
            import importlib.util as u, sys
            print(", ".join(n for n in sys.argv[1:] if u.find_spec(n) is None))
            """
        let answer = run(path, ["-c", script, "torch", "torchvision", "torchsummary", "nbconvert", "ipykernel", "matplotlib"])
        let missing = answer.output.trimmingCharacters(in: .whitespacesAndNewlines)
        guard answer.succeeded, missing.isEmpty else {
            let what = answer.succeeded ? "lacks \(missing)" : "does not run"
            return Finding(state: .lacking, name: "Python peer", detail: "\(path) \(what): \(use)", remedy: remedy)
        }
        return Finding(state: .good, name: "Python peer", detail: "\(path), with PyTorch")
    }

    private func program(_ names: [String], name: String, use: String, package: String) -> Finding {
        guard let path = names.lazy.compactMap({ path(of: $0) }).first else {
            return Finding(state: .lacking, name: name, detail: "no \(names.joined(separator: ", no ")): \(use)", remedy: "apt-get install \(package)")
        }
        return Finding(state: .good, name: name, detail: path)
    }

    private func path(of program: String) -> String? {
        (environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(program)" }.first(where: FileManager.default.isExecutableFile)
    }

    private func run(_ program: String, _ arguments: [String]) -> (output: String, succeeded: Bool) {
        let process = Process(), output = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return ("", false) }
        // A few lines, which a pipe holds.
        process.waitUntilExit()
        return (String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self), process.terminationStatus == 0)
    }
}
