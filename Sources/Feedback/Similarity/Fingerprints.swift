/// Winnowed fingerprints of code (Schleimer, Wilkerson and Aiken, 2003): of every few neighbouring runs of tokens, the one
/// with the least hash. What two texts share of a length of `guaranteed` tokens or more is always found, wherever it stands.
struct Fingerprints {
    /// Tokens of one run; what is shorter is nobody's own.
    static let run = 12
    /// Runs of one window.
    static let window = 5
    /// Tokens in common that are found for certain.
    static let guaranteed = run + window - 1

    struct Fingerprint: Equatable {
        var hash: UInt64
        /// The run's first and last line, counted from 1.
        var lines: ClosedRange<Int>
    }

    let fingerprints: [Fingerprint]

    /// - Parameter known: hashes of runs that count for nothing: the release's own.
    init(_ code: String, without known: Set<UInt64> = []) {
        let runs = Self.runs(TokenStream(code).tokens)
        var chosen: [Fingerprint] = [], last = -1
        // Code that is shorter than a window has one as well.
        for start in runs.indices where start + Self.window <= runs.count || start == 0 {
            let window = runs[start..<min(start + Self.window, runs.count)]
            // The last of equal ones, so that the next window has it too.
            guard let least = window.indices.reversed().min(by: { runs[$0].hash < runs[$1].hash }), least != last else { continue }
            last = least
            chosen.append(runs[least])
        }
        fingerprints = chosen.filter { !known.contains($0.hash) }
    }

    /// The hashes of every run of some code.
    static func allRuns(_ code: String) -> Set<UInt64> { Set(runs(TokenStream(code).tokens).map(\.hash)) }

    private static func runs(_ tokens: [TokenStream.Token]) -> [Fingerprint] {
        guard tokens.count >= run else { return [] }
        return (0...(tokens.count - run)).map { start in
            let part = tokens[start..<(start + run)]
            let hash = part.reduce(UInt64(17)) { (($0 ^ $1.hash) &* 0x9E37_79B9_7F4A_7C15).byteSwapped }
            return Fingerprint(hash: hash, lines: tokens[start].line...max(tokens[start].line, tokens[start + run - 1].line))
        }
    }
}
