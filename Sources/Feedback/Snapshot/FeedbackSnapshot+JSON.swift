import Foundation

/// Why a snapshot cannot be read.
public enum FeedbackSnapshotError: Error, Equatable, CustomStringConvertible {
    case damaged
    case olderVersion
    case newerVersion

    public var description: String {
        switch self {
        case .damaged: "what was kept of the graded work is damaged; grade it again"
        case .olderVersion: "an older version of landuse graded this work, and did not note which work it was; grade it again"
        case .newerVersion: "a newer version of landuse graded this work; use that version, or grade it again"
        }
    }
}

extension FeedbackSnapshot {
    /// The same snapshot gives the same bytes.
    public func encoded() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(self)
    }

    public init(decoding data: Data) throws(FeedbackSnapshotError) {
        struct Head: Decodable { var version: Int }
        guard let head = try? JSONDecoder().decode(Head.self, from: data) else { throw .damaged }
        guard head.version <= Self.version else { throw .newerVersion }
        guard head.version == Self.version else { throw .olderVersion }
        guard let snapshot = try? JSONDecoder().decode(Self.self, from: data) else { throw .damaged }
        self = snapshot
    }
}
