import ArgumentParser
import CellCompiler
import Foundation

/// The process in which code that was handed in is first looked through, for `landuse grade` alone.
struct SourceNestingCommand: ParsableCommand {
    static let name = "source-nesting"
    static let configuration = CommandConfiguration(commandName: name, abstract: "Tell how deeply code nests.", shouldDisplay: false)

    /// What starts it.
    static var reader: NestingReader {
        get throws { NestingReader(program: try OwnProgram.path, arguments: [name]) }
    }

    @Argument(help: "Seconds of processor time that it may take.")
    var seconds: Int

    func run() throws { NestingReader.serve(seconds: seconds) }
}
