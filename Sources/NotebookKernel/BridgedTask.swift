import CKernelRuntime

/// An asynchronous expression whose value a synchronous thread waits for.
///
/// The compiler does not know that the waiting thread touches nothing meanwhile, hence `@unchecked`.
final class BridgedTask<Value, Failure: Error>: @unchecked Sendable {
    private let body: () async throws(Failure) -> Value
    /// Never freed: the task outlives a run that is stopped.
    private let done = cell_semaphore_make()
    private var result: Result<Value, Failure>?

    init(_ body: @escaping () async throws(Failure) -> Value) { self.body = body }

    /// Runs the expression to its end on an executor of its own.
    func run() -> Result<Value, Failure> {
        let executor = CellExecutor()
        defer { executor.finish() }
        return run(on: executor)
    }

    /// Runs the expression to its end on an executor that serves others too.
    func run(on executor: CellExecutor) -> Result<Value, Failure> {
        Task(executorPreference: executor) { [self] in
            do throws(Failure) {
                result = .success(try await body())
            } catch {
                result = .failure(error)
            }
            cell_semaphore_post(done)
        }
        cell_wait(done)
        guard let result else { preconditionFailure("the task signals only after it has set its result") }
        return result
    }
}
