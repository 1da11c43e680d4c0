import Foundation

/// A time as it is stored: ISO 8601 in UTC, whole seconds.
enum StoredTime {
    static func text(_ date: Date) -> String { date.formatted(.iso8601) }
    static func date(_ text: String) -> Date? { try? Date(text, strategy: .iso8601) }
}
