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
        // Later cells find this one's symbols: global. All of them are needed to be there: now.
        guard let handle = dlopen(library, RTLD_NOW | RTLD_GLOBAL) else {
            loadFailure = String(cString: dlerror())
            return
        }
        guard let symbol = dlsym(handle, entryPoint) else {
            loadFailure = "\(library) has no entry point \(entryPoint)"
            return
        }
        typealias Main = @convention(c) (Int32, UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?) -> Int32
        _ = unsafeBitCast(symbol, to: Main.self)(CommandLine.argc, CommandLine.unsafeArgv)
    }
}
