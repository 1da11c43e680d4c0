import Foundation

/// Other programs that are used where they are there.
extension MachineExamination {
    var browser: Finding { program(["chromium", "google-chrome"], name: "browser", use: "the tests cannot open a report", package: "chromium") }

    /// Bubblewrap, and whether the system lets it do its work.
    var sandbox: Finding {
        let found = program(["bwrap"], name: "sandbox", use: "submissions cannot be graded safely", package: "bubblewrap")
        guard found.state == .good else { return found }
        let trial = run(found.detail, ["--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"])
        if trial.succeeded { return Finding(state: .good, name: "sandbox", detail: "\(found.detail), with namespaces of its own") }
        let reason = trial.errors.split(separator: "\n").last.map(String.init) ?? "it does not run"
        return Finding(
            state: .lacking, name: "sandbox", detail: "\(found.detail) cannot make namespaces (\(reason)): submissions cannot be graded safely",
            remedy: Self.namespaceRemedy)
    }

    /// What usually keeps a user from namespaces, and the setting that lifts it.
    private static var namespaceRemedy: String {
        func setting(_ path: String) -> Int? {
            (try? String(contentsOfFile: path, encoding: .utf8)).flatMap { Int($0.trimmingCharacters(in: .whitespacesAndNewlines)) }
        }
        if setting("/proc/sys/kernel/unprivileged_userns_clone") == 0 { return "sysctl -w kernel.unprivileged_userns_clone=1, as root" }
        if setting("/proc/sys/kernel/apparmor_restrict_unprivileged_userns") == 1 {
            return "sysctl -w kernel.apparmor_restrict_unprivileged_userns=0, as root, or an AppArmor profile for bwrap"
        }
        if setting("/proc/sys/user/max_user_namespaces") == 0 { return "sysctl -w user.max_user_namespaces=10000, as root" }
        return "in a container, allow user namespaces (docker run --security-opt seccomp=unconfined --security-opt systempaths=unconfined)"
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

    private func run(_ program: String, _ arguments: [String]) -> (output: String, errors: String, succeeded: Bool) {
        let process = Process(), output = Pipe(), errors = Pipe()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        guard (try? process.run()) != nil else { return ("", "it cannot be started", false) }
        // Both are a few lines, which a pipe holds.
        process.waitUntilExit()
        func text(_ pipe: Pipe) -> String { String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self) }
        return (text(output), text(errors), process.terminationStatus == 0)
    }
}
