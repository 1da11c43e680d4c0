#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// What a check draws its inputs from. Everyone sees the same number while working on an assignment; when it is graded,
/// the checks are run with another one too, which nobody knows before.
///
///     var dice = SeededGenerator(seed: checkSeed)
///     mean((0..<8).map { _ in Double.random(in: 0..<1, using: &dice) })
public var checkSeed: UInt64 { CheckFolder.seed }

/// What the judge's cells draw from: what follows from it, the classes of pictures above all, cannot be drawn again by
/// whoever has `checkSeed`. When an assignment is graded only the teacher's own run has it; elsewhere it is a number that
/// means nothing.
public var judgeSeed: UInt64 { CheckFolder.judgeSeed }

/// A folder with what the judge gives to checks, such as pictures to classify; empty text where there is no judge.
public var checkInputs: String { CheckFolder.path.map { $0 + "/inputs" } ?? "" }

/// The folder that the environment names, in which the judge leaves things for checks. Asked anew at each use: what is in
/// it changes while a process runs.
enum CheckFolder {
    /// The seed that everyone works with.
    static let publicSeed: UInt64 = 20_260_901

    static var path: String? { getenv("LANDUSE_CHECKS").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } }

    static var seed: UInt64 {
        guard let path else { return publicSeed }
        guard let seed = number(inFileAt: path + "/seed") else {
            FailureHook.fail("the file `seed` in the folder that LANDUSE_CHECKS names holds no whole number", file: #fileID, line: #line)
        }
        return seed
    }

    static var judgeSeed: UInt64 { path.flatMap { number(inFileAt: $0 + "/judge-seed") } ?? ~publicSeed }

    /// A whole number, and nothing else but a line's end.
    private static func number(inFileAt path: String) -> UInt64? {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: 32)
        let count = read(file, &bytes, bytes.count)
        guard count > 0 else { return nil }
        var digits = bytes.prefix(count)
        if digits.last == UInt8(ascii: "\n") { digits.removeLast() }
        return UInt64(String(decoding: digits, as: UTF8.self))
    }
}
