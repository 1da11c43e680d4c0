import Foundation
import Subprocess

/// A Python with PyTorch, to be measured beside ours where one is found.
public enum PythonPeer: Sendable, Equatable {
    /// The program, and what it says its parts are.
    case found(program: String, versions: String)
    case missing(reason: String)

    /// What the peer needs.
    static let modules = ["torch", "torchvision", "torchsummary", "nbconvert", "ipykernel", "matplotlib"]

    /// Asks a Python for what the peer needs.
    /// - Parameter program: a path, or a name that PATH has.
    public static func find(_ program: String) async -> PythonPeer {
        let script = """
            import importlib, sys
            missing = []
            for name in sys.argv[1:]:
                try: importlib.import_module(name)
                except ImportError: missing.append(name)
            if missing: sys.exit("lacks " + ", ".join(missing))
            import torch, torchvision, nbconvert
            print(f"Python {sys.version.split()[0]}, PyTorch {torch.__version__}, torchvision {torchvision.__version__}, nbconvert {nbconvert.__version__}")
            """
        let executable: Executable = program.contains("/") ? .path(.init(program)) : .name(program)
        do {
            let result = try await Subprocess.run(
                executable, arguments: .init(["-c", script] + modules), output: .string(limit: 1 << 16), error: .string(limit: 1 << 20))
            guard result.terminationStatus.isSuccess else {
                let last = result.standardError.split(separator: "\n").last.map(String.init) ?? "does not run"
                return .missing(reason: "\(program) \(last)")
            }
            return .found(program: program, versions: result.standardOutput.trimmingCharacters(in: .whitespacesAndNewlines))
        } catch {
            return .missing(reason: "\(program) does not run")
        }
    }

    /// What a report says of it.
    var note: String {
        switch self {
        case .found(_, let versions): "the peer: \(versions)"
        case .missing(let reason): "measured without its peer: \(reason); --python names a Python with \(Self.modules.joined(separator: ", "))"
        }
    }

    /// A run of it; `nil` where there is none.
    func child(_ arguments: [String], variables: [String: String] = [:]) -> ChildProcess? {
        guard case .found(let program, _) = self else { return nil }
        if program.contains("/") { return ChildProcess(program: program, arguments: arguments, variables: variables) }
        return ChildProcess(program: "/usr/bin/env", arguments: [program] + arguments, variables: variables)
    }
}
