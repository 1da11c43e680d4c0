import CKernelRuntime
import Glibc

/// A cell's shared library, loaded into this process for good: types and functions that later cells use
/// live in it.
final class LoadedCell {
    private let library: String
    private let entryPoint: String
    /// The loader's words, if the library could not be loaded.
    private(set) var loadFailure: String?

    init(library: String, entryPoint: String) {
        self.library = library
        self.entryPoint = entryPoint
    }

    /// Loads the library and runs the cell's top level. On the cell's thread, for a library's own
    /// initialisers are the author's code already.
    func loadAndRun() {
        guard let handle = cell_load(library) else {
            loadFailure = String(cString: dlerror())
            return
        }
        cell_add_text(handle)
        guard let symbol = dlsym(handle, entryPoint) else {
            loadFailure = "\(library) has no entry point \(entryPoint)"
            return
        }
        typealias Main = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32
        _ = unsafeBitCast(symbol, to: Main.self)(CommandLine.argc, CommandLine.unsafeArgv)
    }
}
