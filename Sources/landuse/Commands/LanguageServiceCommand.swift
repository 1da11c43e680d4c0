import ArgumentParser
import LanguageService

/// The process in which the toolchain's language service runs, for `landuse repl` alone.
struct LanguageServiceCommand: ParsableCommand {
    static let name = "language-service"
    static let configuration = CommandConfiguration(commandName: name, abstract: "Serve questions about code.", shouldDisplay: false)

    @Argument(help: "The toolchain's libsourcekitdInProc.so.")
    var library: String

    func run() throws { LanguageServiceWorker.serve(library: library) }
}
