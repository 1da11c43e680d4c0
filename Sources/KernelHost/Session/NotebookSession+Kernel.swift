import CellCompiler
import Notebook

/// Keeping a kernel: giving up one that is lost, and bringing its successor to where it was.
extension NotebookSession {
    /// Runs as they stand now: a restart may have changed what they left.
    func current(_ runs: [SessionHistory.Run]) -> [SessionHistory.Run] {
        runs.map { history.run(of: $0.compiled.module.name) ?? $0 }
    }

    func run(
        _ cell: CompiledCell, timeLimit: Double?, room: Int? = nil, shownEarlier: Set<String> = [], in kernel: KernelSession,
        report: @escaping @Sendable (OutputChange) -> Void
    ) async -> KernelSession.Run {
        control.run(in: kernel)
        defer { control.run(in: nil) }
        return await kernel.run(cell, timeLimit: timeLimit, room: room, shownEarlier: shownEarlier, report: report)
    }

    /// What a run left behind; a kernel that died, or is not sound any more, is given up.
    func settle(_ run: KernelSession.Run) -> (SessionHistory.Trace, NotebookRunner.Interruption?) {
        if !run.isKernelAlive {
            kernel?.stop()
            kernel = nil
            history.kernelWasLost()
            // A session that was stopped stays so.
            if options.afterDeath == .stop { hasEnded = true }
        }
        let interruption: NotebookRunner.Interruption? =
            switch run.ending {
            case .timedOut: .timeLimit
            case .interrupted: .interrupted
            case .died: .kernelDied
            case .finished, .failed: nil
            }
        if run.ending == .finished, run.isKernelAlive { return (.finished, interruption) }
        if !run.isKernelAlive { return (.lost, interruption) }
        if case .failed = run.ending { return (.failed(stepsFinished: run.stepsFinished), interruption) }
        return (.stopped(stepsFinished: run.stepsFinished), interruption)
    }

    /// The kernel, or a new one in which the cells that finished have run again; `nil` if that was interrupted.
    func liveKernel(report: @escaping @Sendable (Event) -> Void = { _ in }) async throws -> KernelSession? {
        if let kernel, kernel.isGone {
            // It died between two cells, and none of them is to blame.
            self.kernel = nil
            history.kernelWasLost()
        }
        if let kernel { return kernel }
        let begin = ContinuousClock.now
        while true {
            if let most = options.mostRestarts, kernelsStarted > most { hasEnded = true }
            if hasEnded { return nil }
            kernelsStarted += 1
            let fresh = try await KernelSession.start(
                build, toolchain: toolchain, notebook: path, in: options.workingFolder, environment: environment, launches: options.launches)
            kernel = fresh
            guard let count = await replay(in: fresh) else {
                kernel = nil
                if control.isStopAsked { return nil }
                continue
            }
            if count > 0 { report(.restarted(replayed: count, seconds: (ContinuousClock.now - begin) / .seconds(1))) }
            return fresh
        }
    }

    /// Runs the cells again whose state a new kernel should have. Gives how many, or `nil` if one of them took
    /// this kernel with it, and is lost from now on, or if somebody asked to stop.
    private func replay(in fresh: KernelSession) async -> Int? {
        var count = 0
        for (index, old) in history.runs.enumerated() where old.trace.isReplayed {
            let limit = old.executed.duration.map { max(60, 10 * $0) }
            let run = await run(old.compiled, timeLimit: limit, in: fresh) { _ in }
            if control.isStopAsked {
                // With what there was to run again still to be run again.
                fresh.stop()
                return nil
            }
            guard run.isKernelAlive else {
                fresh.stop()
                history.replayed(index, .lost)
                return nil
            }
            switch run.ending {
            case .finished: history.replayed(index, .finished)
            case .failed: history.replayed(index, .failed(stepsFinished: run.stepsFinished))
            case .interrupted, .timedOut, .died: history.replayed(index, .stopped(stepsFinished: run.stepsFinished))
            }
            count += 1
        }
        return count
    }
}
