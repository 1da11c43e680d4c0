/// Where a mistake goes that is made on a thread of this library's own: to the thread that it works for, whose line in
/// the notebook is the one to name.
///
/// A class, because a task-local function that never returns crashes optimised code (Swift 6.3: its metadata is null).
final class FailureRelay: Sendable {
    @TaskLocal static var current: FailureRelay?

    /// Takes the message, and does not return.
    let pass: @Sendable (String) -> Never

    init(_ pass: @escaping @Sendable (String) -> Never) { self.pass = pass }
}
