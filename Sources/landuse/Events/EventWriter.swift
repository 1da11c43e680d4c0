import ArgumentParser
import Foundation
import KernelHost
import Notebook
import Synchronization

/// Writes what happens in a run as it happens: one JSON object a line. Outputs have nbformat's shapes, with
/// the cell's id beside them.
final class EventWriter: Sendable {
    private let descriptor: Int32
    private let hasFailed = Atomic(false)

    /// - Parameter path: a file, or `-` for standard output.
    init(path: String) throws {
        if path == "-" {
            descriptor = STDOUT_FILENO
            return
        }
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else {
            standardError("\(path): error: cannot be written: \(String(cString: strerror(errno))); choose another file for --events\n")
            throw ExitCode.cannotWrite
        }
    }

    deinit { if descriptor != STDOUT_FILENO { close(descriptor) } }

    func write(_ event: NotebookRunner.Event) {
        guard var data = try? JSONSerialization.data(withJSONObject: Self.object(event), options: [.sortedKeys, .withoutEscapingSlashes]) else { return }
        data.append(UInt8(ascii: "\n"))
        let error = writeAll(data, to: descriptor)
        // A reader that has gone is nobody's error; a full disk is, and it is said once.
        guard error != 0, error != EPIPE, !hasFailed.exchange(true, ordering: .relaxed) else { return }
        standardError("the events cannot be written any more: \(String(cString: strerror(error))); the run goes on\n")
    }

    static func object(_ event: NotebookRunner.Event) -> [String: Any] {
        switch event {
        case .compiling(let cells): ["event": "compiling", "cells": cells]
        case .compiled(let cells, let cached, let seconds): ["event": "compiled", "cells": cells, "cached": cached, "seconds": seconds]
        case .started(let cell): ["event": "cell_started", "cell": cell.id, "line": cell.firstLine]
        case .output(let cell, let output): NotebookFormat4.object(output).merging(["event": "output", "cell": cell.id]) { $1 }
        case .updated(let cell, let bundle): NotebookFormat4.update(bundle).merging(["event": "output_updated", "cell": cell.id]) { $1 }
        case .finished(let cell):
            finishedObject(cell)
        case .kept(let cell): ["event": "cell_kept", "cell": cell.cell.id]
        case .restarted(let replayed, let seconds): ["event": "kernel_restarted", "replayed": replayed, "seconds": seconds]
        }
    }

    private static func finishedObject(_ cell: ExecutedCell) -> [String: Any] {
        var object: [String: Any] = ["event": "cell_finished", "cell": cell.cell.id]
        if let duration = cell.duration { object["seconds"] = duration }
        if !cell.diagnostics.isEmpty { object["diagnostics"] = cell.diagnostics.map(\.description) }
        switch cell.outcome {
        case .finished: object["outcome"] = "finished"
        case .failedAsExpected: object["outcome"] = "failed_as_expected"
        case .failed: object["outcome"] = "failed"
        case .skipped(let reason):
            object["outcome"] = "skipped"
            object["reason"] = reason
        case .notEvaluated: object["outcome"] = "not_evaluated"
        }
        return object
    }
}
