import CKernelRuntime
import NotebookDisplay

/// What the code that is generated around a cell calls. Not for authors.
public enum CellRuntime {
    /// Which of its parts a library that holds several cells is to run; set before each run.
    nonisolated(unsafe) public internal(set) static var part: UInt32 = 0

    /// Shows the value of a cell's trailing expression; `()` shows nothing.
    public static func show<Value>(_ value: Value) {
        // What `display(_:id:)` gives back is there to be used, not to be seen.
        if Value.self == Void.self || Value.self == DisplayHandle.self { return }
        Kernel.current?.display(mimeBundle(describing: value), isResult: true)
    }

    /// Shows that there is a value that cannot be copied: nothing can look into it.
    @_disfavoredOverload
    public static func show<Value: ~Copyable & ~Escapable>(_ value: borrowing Value) {
        Kernel.current?.display(MIMEBundle(plain: "\(unsafeBitCast(Value.self, to: Any.Type.self)) (a value that cannot be copied)"), isResult: true)
    }

    /// Names the types that the cell declares, each after the letter for its kind; older ones of these names are
    /// called so from now on. Comes before all else in a cell.
    public static func declares(_ types: String...) {
        guard let module = Kernel.runningModule else { return }
        var isChanged = false
        for type in types {
            guard let kind = type.first else { continue }
            isChanged = typeNames.declare(String(type.dropFirst()), kind: kind, in: module) || isChanged
        }
        if isChanged { TypeNames.forgetOld() }
    }

    /// Makes the conformance that the cell declares for a type the one that the runtime finds, where an earlier cell
    /// has declared one to the same protocol.
    /// - Parameter conforming: the type as one that conforms, so that the compiler puts in the cell's own conformance.
    public static func conforms<Metatype>(_ conforming: Metatype, _ type: Any.Type) {
        // A metatype and a table of witnesses; protocols without requirements have no table.
        guard MemoryLayout<Metatype>.size == 2 * MemoryLayout<UnsafeRawPointer>.size, let found = type as? Metatype else { return }
        func table(_ metatype: Metatype) -> UnsafeMutableRawPointer {
            withUnsafeBytes(of: metatype) { $0.load(fromByteOffset: MemoryLayout<UnsafeRawPointer>.size, as: UnsafeMutableRawPointer.self) }
        }
        cell_replace_witnesses(table(found), table(conforming))
    }

    /// Only the thread of the running cell uses it.
    nonisolated(unsafe) private static var typeNames = TypeNames()

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

    /// The values of a `for await` loop at a cell's top level.
    public static func values<Values: AsyncSequence>(of sequence: Values) -> AwaitedValues<Values> where Values.Failure == Never {
        AwaitedValues(sequence)
    }

    /// The values of a `for try await` loop at a cell's top level; `rethrow` stands after it.
    public static func valuesUntilError<Values: AsyncSequence>(of sequence: Values) -> AwaitedValues<Values> {
        loopError = nil
        return AwaitedValues(sequence)
    }

    /// What ended the last `for try await` loop early.
    nonisolated(unsafe) static var loopError: (any Error)?

    /// Throws what ended the loop before.
    public static func rethrow() throws {
        guard let error = loopError else { return }
        loopError = nil
        throw error
    }

    /// Runs the `main` of a type that a cell marks with `@main`.
    public static func runMain(_ main: () throws -> Void) throws { try main() }

    /// Runs an asynchronous `main`.
    public static func runMain(_ main: @escaping () async throws -> Void) throws { try wait(main) }
}
