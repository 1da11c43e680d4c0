/// A type that knows how a notebook shows it.
public protocol Displayable {
    /// The representations of this value; `text/plain` always among them.
    var mimeBundle: MIMEBundle { get }
}

/// Shows a value under the running cell, at once and in order with what is printed.
///
/// A `Displayable` value brings its own representations; any other is described as `print` would.
/// Outside a notebook its plain text is printed.
public func display(_ value: Any) {
    DisplaySink.show(mimeBundle(describing: value))
}

/// How a value is shown: its own bundle, or the text that describes it.
public func mimeBundle(describing value: Any) -> MIMEBundle {
    if let displayable = value as? any Displayable { return displayable.mimeBundle }
    // A string result is shown quoted, as in every REPL; a collection's elements are anyway.
    if let string = value as? String { return MIMEBundle(plain: string.debugDescription) }
    return MIMEBundle(plain: String(describing: value))
}

/// Where `display` sends bundles: the kernel in a notebook, standard output elsewhere.
public enum DisplaySink {
    /// Set once by the kernel, before any cell runs.
    nonisolated(unsafe) public static var current: (@Sendable (MIMEBundle) -> Void)?

    static func show(_ bundle: MIMEBundle) {
        if let current {
            current(bundle)
        } else {
            print(String(decoding: bundle[.plainText] ?? [], as: UTF8.self))
        }
    }
}
