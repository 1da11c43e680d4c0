#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Where `display` sends bundles: the kernel in a notebook, standard output elsewhere.
public enum DisplaySink {
    /// Set once by the kernel, before any cell runs: takes a value and the name that it is shown under.
    nonisolated(unsafe) public static var current: (@Sendable (MIMEBundle, _ id: String?) -> Void)?

    /// The number of the cell's run, by the kernel, which changes it between cells.
    nonisolated(unsafe) package static var run = 0

    /// Shows what was held back for a moment. The kernel calls it when a cell has ended.
    package static func flush() { PendingBars.show() }

    static func show(_ bundle: MIMEBundle, id: String? = nil) {
        if let current {
            current(bundle, id)
        } else {
            print(String(decoding: bundle[.plainText] ?? [], as: UTF8.self))
        }
    }

    /// Outside a notebook a bar is redrawn on a terminal's line, and anywhere else it is written in the end only.
    static func showProgress(_ bundle: MIMEBundle, id: String, isLast: Bool) {
        if let current { return current(bundle, id) }
        let text = String(decoding: bundle[.plainText] ?? [], as: UTF8.self), isTerminal = isatty(STDERR_FILENO) == 1
        guard isTerminal || isLast else { return }
        let line = (isTerminal ? "\r\u{1B}[K" : "") + text + (isLast ? "\n" : "")
        _ = Array(line.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
}
