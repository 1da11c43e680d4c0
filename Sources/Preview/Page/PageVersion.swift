import Foundation
import Report

/// A state of the page in names and prints, which is all that a browser needs to find out which parts it lacks.
struct PageVersion: Codable, Equatable, Sendable {
    /// A part of the page's main element.
    struct Item: Codable, Equatable, Sendable {
        var name: String
        /// Changes with the part's HTML.
        var print: String
    }

    /// Of all that is no part: with another frame, the page is loaded again.
    var frame: String
    var title: String
    /// What the page says beside the notebook; empty for nothing.
    var notice: String
    /// Whether something is being compiled or run.
    var isBusy: Bool
    var header: String
    /// Empty where there is none.
    var contents: String
    var main: [Item]
    var footer: String

    /// As the script reads it, on one line.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Strings and a flag; there is nothing in it that cannot be encoded.
        return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
    }
}
