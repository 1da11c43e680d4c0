/// Where `display` sends bundles: the kernel in a notebook, standard output elsewhere.
public enum DisplaySink {
    /// Set once by the kernel, before any cell runs: takes a value and the name that it is shown under.
    nonisolated(unsafe) public static var current: (@Sendable (MIMEBundle, _ id: String?) -> Void)?

    static func show(_ bundle: MIMEBundle, id: String? = nil) {
        if let current {
            current(bundle, id)
        } else {
            print(String(decoding: bundle[.plainText] ?? [], as: UTF8.self))
        }
    }
}
