import Notebook

/// Looks for secrets in the files of a release, byte by byte, whatever kind of file they are.
public struct SecretSearch {
    private let secrets: Secrets
    /// The texts by their first bytes, and whether any begins with two of them.
    private var starts: [UInt64: [(bytes: [UInt8], secret: Secrets.Secret)]] = [:]
    private var pairs = [Bool](repeating: false, count: 1 << 16)

    public init(_ secrets: Secrets) {
        self.secrets = secrets
        for secret in secrets.texts {
            let bytes = Array(secret.text.utf8)
            starts[Self.key(bytes[...]), default: []].append((bytes, secret))
            pairs[Int(bytes[0]) << 8 | Int(bytes[1])] = true
        }
    }

    /// The first secret in a file's bytes.
    public func secret(in bytes: [UInt8]) -> Secrets.Secret? {
        guard bytes.count >= Secrets.shortest else { return nil }
        for offset in 0...(bytes.count - Secrets.shortest) where pairs[Int(bytes[offset]) << 8 | Int(bytes[offset + 1])] {
            guard let candidates = starts[Self.key(bytes[offset...])] else { continue }
            for candidate in candidates where bytes[offset...].starts(with: candidate.bytes) { return candidate.secret }
        }
        return nil
    }

    /// The first secret in the students' notebook, where whole lines count too.
    public func secret(inNotebook bytes: [UInt8]) -> Secrets.Secret? {
        let file = FileLines(bytes)
        let lines = Set(file.lines.indices.map { file.text($0 + 1).filter { !$0.isWhitespace } })
        return secrets.lines.first { lines.contains($0.text.filter { !$0.isWhitespace }) } ?? secret(in: bytes)
    }

    private static func key(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }
}
