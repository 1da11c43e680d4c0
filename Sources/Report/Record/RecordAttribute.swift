import Foundation
import Notebook

/// A run's record in its report: JSON in an attribute of the footer's list. No script, nothing for the page's
/// policy to allow.
///
/// Nothing that a notebook shows can stand for it: text is escaped, and markup of its own keeps no such attribute.
public enum RecordAttribute {
    private static let start = "<dl data-record=\""

    /// The attribute's value. Control characters, which HTML does not keep, are written as JSON's escapes.
    static func value(_ record: RunRecord) -> String? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(record) else { return nil }
        return String(decoding: json, as: UTF8.self).unicodeScalars.map { scalar in
            (0x7F...0x9F).contains(scalar.value) ? "\\u00" + String(scalar.value, radix: 16) : String(scalar)
        }.joined()
    }

    /// Reads the record of a report.
    public static func record(in report: String) throws(RecordError) -> RunRecord {
        guard let from = report.ranges(of: start).last?.upperBound, let to = report[from...].firstIndex(of: "\"") else { throw .missing }
        let json = String(report[from..<to]).replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
            .replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&amp;", with: "&")
        struct Version: Decodable { var version: Int }
        let decoder = JSONDecoder()
        guard let version = try? decoder.decode(Version.self, from: Data(json.utf8)).version else { throw .damaged }
        guard version == RunRecord.version else { throw .version(version) }
        guard let record = try? decoder.decode(RunRecord.self, from: Data(json.utf8)) else { throw .damaged }
        // Anyone can write a report; no command could have asked for this.
        guard [record.invocation.timeLimit, record.invocation.totalTimeLimit].allSatisfy({ $0.map(CellOptions.isTimeout) ?? true }) else { throw .damaged }
        return record
    }
}

/// Why a report cannot be run again.
public enum RecordError: Error, Sendable, Equatable, CustomStringConvertible {
    case missing, damaged
    case version(Int)

    public var description: String {
        switch self {
        case .missing: "this file has no record of a run; it is no report of landuse, or an early one: render the notebook again"
        case .damaged: "the record in this report is damaged; render the notebook again"
        case .version(let version): "the record in this report is of version \(version), and this landuse knows \(RunRecord.version); use the landuse that wrote it, or render the notebook again"
        }
    }
}
