import NotebookDisplay

/// Where the user's code called into LandUseKit.
///
/// A layer inside a model is called from this library, whose lines mean nothing to a student. A model
/// therefore remembers where it was called from outside, and a wrong shape deep within names that line.
struct CallSite: Sendable {
    var file: StaticString
    var line: UInt

    @TaskLocal static var current: CallSite?

    /// Whether a `#fileID` is of this module.
    static func isInside(_ file: StaticString) -> Bool {
        let own: StaticString = "LandUseKit/"
        guard file.hasPointerRepresentation, file.utf8CodeUnitCount >= own.utf8CodeUnitCount else { return false }
        for index in 0..<own.utf8CodeUnitCount where file.utf8Start[index] != own.utf8Start[index] { return false }
        return true
    }

    /// Runs `body`, to which failures inside this module will be ascribed if the call came from outside.
    static func entering<Result>(_ file: StaticString, _ line: UInt, _ body: () throws -> Result) rethrows -> Result {
        isInside(file) ? try body() : try $current.withValue(CallSite(file: file, line: line), operation: body)
    }
}

/// Ends the cell with a message for a mistake in calling an operation. `file` and `line` are the
/// operation's caller; where that is this library itself, the user's own call is named instead.
func fail(_ message: String, _ file: StaticString, _ line: UInt) -> Never {
    if let relay = FailureRelay.current { relay.pass(message) }
    if CallSite.isInside(file), let site = CallSite.current {
        FailureHook.fail(message, file: site.file, line: site.line)
    }
    FailureHook.fail(message, file: file, line: line)
}
