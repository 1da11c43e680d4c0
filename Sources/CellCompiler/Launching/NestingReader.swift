import Foundation
import Subprocess

/// Tells how deeply code nests that was handed in, by a process of its own: the parser may need years for what somebody wrote
/// for that, and no thread can be stopped. Code that a look tells to be harmless, as most is, needs no process.
public struct NestingReader: Sendable {
    /// How the process is started, in which `serve` runs; `nil` where code is read in this one.
    private let command: (program: String, arguments: [String])?

    /// - Parameter arguments: what has the program call `serve`, with the seconds that it is given behind them.
    public init(program: String, arguments: [String]) { command = (program, arguments) }

    private init() { command = nil }

    /// Reads in this process, for as long as it takes: for code that nobody wrote to harm.
    public static let here = NestingReader()

    /// For each of some pieces of code, whether it can be looked through.
    /// - Parameter seconds: of processor time that a process may take. Code that is longer at it cannot be looked through.
    /// - Throws: where the process cannot be started, or was ended by something else than the code.
    public func areBounded(_ codes: [String], seconds: Int = 3) async throws -> [Bool] {
        guard let command else { return codes.map(SourceNesting.isBounded) }
        let appearances = codes.map(SourceNesting.appearance)
        var rest = zip(codes, appearances).filter { $1 == .unclear }.map(\.0)[...], answers: [Bool] = []
        // One that ends its process is too much, if it had that for itself: what came before it may have used most of the time.
        // The others are read all the same, as long as few are like it.
        for _ in 0..<Self.mostProcesses where !rest.isEmpty {
            let (given, isWhole) = try await Self.ask(command, Array(rest), seconds: seconds)
            answers += given
            rest = rest.dropFirst(given.count)
            if !isWhole, given.isEmpty {
                answers.append(false)
                rest = rest.dropFirst()
            }
        }
        answers += rest.map { _ in false }
        var next = answers.makeIterator()
        return appearances.map { $0 == .harmless || $0 == .unclear && next.next() == true }
    }

    private static let mostProcesses = 5

    /// - Returns: the answers that it came to, and whether these are all.
    private static func ask(_ command: (program: String, arguments: [String]), _ codes: [String], seconds: Int) async throws -> ([Bool], isWhole: Bool) {
        // A file, no pipe: a process that ends before it has read all would leave somebody writing to nobody.
        let question = try questionFile(JSONEncoder().encode(codes))
        var options = PlatformOptions()
        // Ctrl-C at the terminal is for landuse, which then ends its process.
        options.processGroupID = 0
        // Nothing of the user's, and no words about a crash, which take longer than all the rest.
        let result = try await run(
            .path(.init(command.program)), arguments: .init(command.arguments + ["\(seconds)"]), environment: .custom(["SWIFT_BACKTRACE": "enable=no"]), platformOptions: options,
            input: .fileDescriptor(.init(rawValue: question), closeAfterSpawningProcess: true), output: .bytes(limit: codes.count + 1), error: .discarded)
        let answers = result.standardOutput.prefix(codes.count).map { $0 == yes }
        switch result.terminationStatus {
        case .exited(0) where answers.count == codes.count: return (answers, true)
        // Too long, or a stack or a heap that was not enough.
        case .signaled(SIGXCPU), .signaled(SIGSEGV), .signaled(SIGBUS), .signaled(SIGILL), .signaled(SIGTRAP), .signaled(SIGABRT): return (answers, false)
        case let status: throw NestingReaderFault(program: command.program, status: "\(status)")
        }
    }

    /// A file without a name, open at its beginning.
    private static func questionFile(_ question: Data) throws -> Int32 {
        var name = Array((FileManager.default.temporaryDirectory.path + "/landuse-nesting-XXXXXX").utf8CString)
        let descriptor = mkstemp(&name)
        guard descriptor >= 0 else { throw CacheError.cannotWrite(path: FileManager.default.temporaryDirectory.path, reason: String(cString: strerror(errno))) }
        unlink(name)
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: false)
            try file.write(contentsOf: question)
            try file.seek(toOffset: 0)
            return descriptor
        } catch {
            close(descriptor)
            throw CacheError.cannotWrite(path: FileManager.default.temporaryDirectory.path, reason: (error as NSError).localizedDescription)
        }
    }

    private static let yes = UInt8(ascii: "1"), no = UInt8(ascii: "0")

    // MARK: - In the process

    /// Answers what comes on standard input, one byte a piece of code.
    /// - Parameter seconds: of processor time, after which this process ends.
    public static func serve(seconds: Int) {
        let question = FileHandle.standardInput.readDataToEndOfFile()
        guard let codes = try? JSONDecoder().decode([String].self, from: question) else { return }
        bound(.init(RLIMIT_CORE.rawValue), 0)
        bound(.init(RLIMIT_AS.rawValue), memory)
        bound(.init(RLIMIT_CPU.rawValue), UInt(clamping: seconds))
        for code in codes {
            var answer = SourceNesting.isBounded(code) ? yes : no
            // At once, for the next one may be the end.
            _ = write(STDOUT_FILENO, &answer, 1)
        }
    }

    /// Bytes of address space, with room for the deepest stack.
    private static let memory: UInt = 6 << 30

    private static func bound(_ resource: __rlimit_resource_t, _ most: UInt) {
        // The hard bound a little later, that the process ends by the soft one's signal.
        var limit = rlimit(rlim_cur: most, rlim_max: most + 2)
        _ = setrlimit(resource, &limit)
    }
}

/// The process in which code is looked through did not do its work: a fault of the machine.
public struct NestingReaderFault: Error, CustomStringConvertible {
    let program: String, status: String

    public var description: String { "\(program): error: what was handed in could not be looked through: the process for that ended early (\(status))" }
}
