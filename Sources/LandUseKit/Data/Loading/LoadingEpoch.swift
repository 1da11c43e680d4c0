import Glibc
import NotebookDisplay

/// One epoch's pictures, made in order, picture by picture, by the threads that ask for work, and not further ahead than
/// the consumer can be expected to follow.
///
/// What a picture becomes depends on its index and the epoch's seed alone; which thread makes it does not matter.
final class LoadingEpoch: Sendable {
    /// Batches that are made before anyone asks for them: one to be handed out at once, and one in the making.
    private static let batchesAhead = 2
    /// A thread that has found nothing to do for so long looks whether its epoch was abandoned.
    private static let patience = 1000
    /// How often a waiting consumer asks whether its cell is to stop. Milliseconds.
    private static let consumerPatience = 10

    private struct State {
        /// Batches in the making or waiting to be taken.
        var assemblies: [Int: BatchAssembly] = [:]
        /// The next picture of the order that nobody has begun.
        var next = 0
        /// The first picture that cannot be made, once one is known: nobody begins those after it.
        var end = Int.max
        /// Batches that were handed out.
        var taken = 0
        /// Threads that have begun, or are about to.
        var workers = 0
        var isCancelled = false
        /// The run of a cell that asked last. What threads of an earlier one still do counts for nothing.
        var run = 0
        /// Whether making any picture took random numbers.
        var hasDrawn = false

        /// Back to what was handed out last: what is in the making is made anew, to the same bits.
        mutating func startOver(at place: Int) {
            assemblies = [:]
            next = place
            end = Int.max
        }
    }

    let order: [Int]
    private let labels: [Int]
    private let dataset: any Dataset
    private let batchSize: Int
    private let batchCount: Int
    private let seed: UInt64
    private let preparation: Preparation
    private let state = Monitor(State())

    init(_ loader: DataLoader, order: [Int], seed: UInt64) {
        self.order = order
        self.seed = seed
        dataset = loader.dataset
        labels = loader.dataset.labels
        batchSize = loader.batchSize
        batchCount = loader.batchCount
        preparation = Preparation(loader.transform)
    }

    /// The next batch, `nil` after the last; made by `workers` threads, or by the caller.
    func next(workers: Int) throws -> Batch? {
        CancellationHook.check()
        // A transform that loads batches itself, on a worker: all workers might wait for each other.
        let wanted = FailureRelay.current == nil ? workers : 0
        let run = DisplaySink.run
        let number = state.withLock { state in
            if state.run != run {
                // A cell that was stopped leaves pictures behind that it had begun, and workers that may never come back.
                state.run = run
                state.workers = 0
                state.startOver(at: state.taken * batchSize)
            }
            return state.isCancelled ? batchCount : state.taken
        }
        guard number < batchCount else { return nil }
        if wanted == 0 || !startWorkers(wanted, run) { makeHere(number, run) }
        var assembly: BatchAssembly?
        while assembly == nil {
            assembly = state.wait(milliseconds: Self.consumerPatience) { state in
                guard state.run == run, let made = state.assemblies[number], made.isDecided else { return nil }
                state.assemblies[number] = nil
                state.taken += 1
                return made
            }
            if assembly == nil { CancellationHook.check() }
        }
        state.announce()
        switch assembly?.ending {
        case .batch(let images):
            let indices = Array(order[places(of: number)])
            return Batch(images: images, labels: indices.map { labels[$0] }, indices: indices)
        case .failed(let error):
            cancel()
            throw error
        case .mistake(let message):
            cancel()
            fail(message, #fileID, #line)
        case nil: preconditionFailure("the wait ends with a batch")
        }
    }

    /// Lets the workers go. What they are at is finished, and given to nobody.
    func cancel() {
        state.withLock { $0.isCancelled = true }
        state.announce()
    }

    /// Whether any picture so far took numbers from `Random`, be it in the dataset or in the transform.
    var hasDrawn: Bool { state.withLock { $0.hasDrawn } }

    /// What is kept for the consumer: threads, and batches in the making or waiting.
    var kept: (workers: Int, batches: Int) { state.withLock { ($0.workers, $0.assemblies.count) } }

    private func places(of batch: Int) -> Range<Int> { batch * batchSize..<min((batch + 1) * batchSize, order.count) }

    // MARK: Workers

    /// Sees to it that threads are at work while something is left to do. False where there are none to be had.
    private func startWorkers(_ wanted: Int, _ run: Int) -> Bool {
        let missing = state.withLock { state in
            let left = batchCount * batchSize - state.next
            let missing = max(0, min(wanted, left) - state.workers)
            state.workers += missing
            return missing
        }
        for _ in 0..<missing where !WorkerThread.start({ self.work(run) }) { state.withLock { $0.workers -= 1 } }
        return state.withLock { state in state.workers > 0 || state.assemblies[state.taken]?.isDecided ?? false }
    }

    private func work(_ run: Int) {
        while let place = waitForWork(run) { make(place, run, isWorker: true) }
    }

    private enum Work {
        case picture(place: Int)
        case over
    }

    /// The place of the next picture to be made; `nil` when the thread is to end.
    private func waitForWork(_ run: Int) -> Int? {
        while true {
            let work: Work? = state.wait(milliseconds: Self.patience) { state in
                // They stay until all is taken, to clear up if it never is.
                if state.run != run || state.isCancelled || state.taken == batchCount { return .over }
                let end = min(order.count, batchCount * batchSize, state.end, (state.taken + Self.batchesAhead) * batchSize)
                if state.next < end { return .picture(place: begin(&state)) }
                return nil
            }
            if case .picture(let place) = work { return place }
            let isOver = state.withLock { state in
                guard work != nil || state.run != DisplaySink.run else { return false }
                leave(&state, run)
                return true
            }
            if isOver { return nil }
        }
    }

    private func begin(_ state: inout State) -> Int {
        let place = state.next
        state.next += 1
        let batch = place / batchSize
        if state.assemblies[batch] == nil {
            let places = places(of: batch)
            state.assemblies[batch] = BatchAssembly(count: places.count) { [dataset, order] in dataset.name(at: order[places.lowerBound + $0]) }
        }
        return place
    }

    /// A thread ends. A cell that was stopped leaves its loop without a word; a cell later, its workers go and the batches
    /// that they made with them. Whoever asks for them after all gets the same ones, made anew.
    private func leave(_ state: inout State, _ run: Int) {
        guard state.run == run else { return }
        state.workers -= 1
        if state.workers == 0, state.isCancelled || state.run != DisplaySink.run { state.startOver(at: state.taken * batchSize) }
    }

    // MARK: Pictures

    /// Makes what is missing of a batch on the calling thread.
    private func makeHere(_ batch: Int, _ run: Int) {
        while let place = state.withLock({ $0.next < min($0.end, places(of: batch).upperBound) ? begin(&$0) : nil }) {
            make(place, run, isWorker: false)
            // A transform may be slow. Nothing is begun that would not be finished.
            CancellationHook.check()
        }
    }

    private func make(_ place: Int, _ run: Int, isWorker: Bool) {
        let index = order[place], batch = place / batchSize, position = place % batchSize
        let relay = FailureRelay { [self] message in
            finish(place, run, isMade: false) { $0.finish(position, mistake: message) }
            state.withLock { leave(&$0, run) }
            state.announce()
            pthread_exit(nil)
        }
        do {
            let (picture, hasDrawn) = try FailureRelay.$current.withValue(isWorker ? relay : FailureRelay.current) {
                // The epoch's own seed gave the order.
                try Random.withSeed(seed &+ UInt64(index + 1) &* 0x9E37_79B9_7F4A_7C15) {
                    let before = Random.state
                    let picture = try preparation(dataset.image(at: index), name: dataset.name(at: index))
                    return (picture, Random.state != before)
                }
            }
            let shape = picture.shape
            let target = state.withLock { $0.run == run ? $0.assemblies[batch]?.target(of: position, shape: shape) : nil }
            target?.write(picture)
            finish(place, run, hasDrawn: hasDrawn) { $0.finish(position, shape: shape) }
        } catch {
            finish(place, run, isMade: false) { $0.finish(position, error: error) }
        }
    }

    private func finish(_ place: Int, _ run: Int, isMade: Bool = true, hasDrawn: Bool = false, _ body: (BatchAssembly) -> Void) {
        let isDecided = state.withLock { state in
            guard state.run == run else { return false }
            if !isMade { state.end = min(state.end, place) }
            if hasDrawn { state.hasDrawn = true }
            guard let assembly = state.assemblies[place / batchSize] else { return false }
            body(assembly)
            return assembly.isDecided
        }
        if isDecided { state.announce() }
    }
}
