import Foundation

/// The picture formats that a report embeds, told by a file's first bytes, never by its name.
enum ImageFormat: String, CaseIterable {
    case png = "image/png"
    case jpeg = "image/jpeg"
    case gif = "image/gif"
    case webP = "image/webp"
    case svg = "image/svg+xml"

    /// `nil` where the bytes are no picture of a known format.
    init?(of bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self = .png
        } else if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            self = .jpeg
        } else if bytes.starts(with: Array("GIF87a".utf8)) || bytes.starts(with: Array("GIF89a".utf8)) {
            self = .gif
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self = .webP
        } else if Self.isSVG(bytes) {
            self = .svg
        } else {
            return nil
        }
    }

    /// An SVG's root element comes first, but for a declaration, comments and space.
    private static func isSVG(_ bytes: [UInt8]) -> Bool {
        let head = String(decoding: bytes.prefix(4096), as: UTF8.self)
        let text = head.hasPrefix("\u{FEFF}") ? head.dropFirst() : head[...]
        for token in HTMLTokenizer(String(text)) {
            switch token {
            case .invisible: continue
            case .text(let text) where text.allSatisfy(\.isWhitespace): continue
            case .open(let name, _, _): return name == "svg"
            // A root tag that is longer than what was looked at.
            case .text(let text): return text.hasPrefix("<svg")
            case .close: return false
            }
        }
        return false
    }

    /// How wide a drawing says that it is, in pixels.
    static func svgWidth(_ bytes: [UInt8]) -> Double? {
        for case .open("svg", let attributes, _) in HTMLTokenizer(String(decoding: bytes.prefix(4096), as: UTF8.self)) {
            return attributes.first { $0.name == "width" }.flatMap { Double($0.value) }
        }
        return nil
    }

    /// The picture within an address of its own. An SVG in one is a picture like any other: it runs no
    /// script and loads nothing.
    func dataURI(_ bytes: [UInt8]) -> String {
        "data:\(rawValue);base64," + Data(bytes).base64EncodedString()
    }
}
