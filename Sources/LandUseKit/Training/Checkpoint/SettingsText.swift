internal import Digest

/// What a value is made of, as one line of text that is the same for the same settings: its type and its properties, down to
/// numbers and words. A description may leave settings out, as torchvision's transforms do.
enum SettingsText {
    /// Bytes of a text that a file has as it is; of a longer one it has the beginning and a digest.
    private static let longest = 2000
    /// Values within values; objects may refer to each other.
    private static let deepest = 12

    static func of(_ value: Any) -> String {
        let text = text(value, depth: 0).split(whereSeparator: \.isNewline).joined(separator: " ")
        guard text.utf8.count > longest else { return text }
        return String(text.prefix(longest / 4)) + "… (" + SHA256.hex(of: Array(text.utf8)).prefix(16) + ")"
    }

    private static func text(_ value: Any, depth: Int) -> String {
        if let tensor = value as? Tensor { return digest(of: tensor) }
        let mirror = Mirror(reflecting: value), type = "\(type(of: value))"
        guard depth < deepest else { return type }
        func children(_ named: Bool) -> [String] {
            mirror.children.map { (named ? $0.label.map { $0 + ": " } ?? "" : "") + text($0.value, depth: depth + 1) }
        }
        // Before numbers and words, for a cast looks into it.
        if mirror.displayStyle == .optional { return mirror.children.first.map { text($0.value, depth: depth + 1) } ?? "nil" }
        if value is any LosslessStringConvertible { return "\(value)" }
        switch mirror.displayStyle {
        case .collection: return "[" + children(false).joined(separator: ", ") + "]"
        // Their order may be another one each time.
        case .set, .dictionary: return "[" + children(false).sorted().joined(separator: ", ") + "]"
        case .tuple: return "(" + children(true).joined(separator: ", ") + ")"
        case .enum where mirror.children.isEmpty: return "\(value)"
        // Functions and pointers have no children, and nothing that could be compared.
        default: return type + (mirror.children.isEmpty ? "" : "(" + children(true).joined(separator: ", ") + ")")
        }
    }

    private static func digest(of tensor: Tensor) -> String {
        var bytes: [UInt8] = []
        for number in tensor.elements { withUnsafeBytes(of: number.bitPattern) { bytes += $0 } }
        return "Tensor(\(tensor.shape), \(SHA256.hex(of: bytes).prefix(16)))"
    }
}
