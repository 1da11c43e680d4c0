import CKernelRuntime
import NotebookDisplay

/// What the code that is generated around a cell calls. Not for authors.
public enum CellRuntime {
    /// Shows the value of a cell's trailing expression; `()` shows nothing.
    public static func show<Value>(_ value: Value) {
        // What `display(_:id:)` gives back is there to be used, not to be seen.
        if Value.self == Void.self || Value.self == DisplayHandle.self { return }
        Kernel.current?.display(mimeBundle(describing: value), isResult: true)
    }

    /// Notes that the cell's steps up to `step` are finished, so that later cells may read the variables
    /// that they declare even if a later step fails.
    @inline(__always)
    public static func reached(_ step: UInt32) {
        cell_set_step(step)
    }

    /// Waits at a cell's top level for an asynchronous expression.
    ///
    /// The expression runs on threads of the cell's own: a trap in it ends the cell, and takes no thread
    /// from the pool that other cells' tasks share.
    public static func wait<Value>(_ body: @escaping () async -> Value) -> Value {
        let task = BridgedTask<Value, Never>(body)
        switch task.run() {
        case .success(let value): return value
        }
    }

    /// Waits at a cell's top level for an asynchronous expression that may throw.
    public static func wait<Value>(_ body: @escaping () async throws -> Value) throws -> Value {
        try BridgedTask<Value, any Error>(body).run().get()
    }
}
