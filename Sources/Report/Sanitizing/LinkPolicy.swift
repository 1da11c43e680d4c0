import Foundation

/// Which addresses a report may link to.
enum LinkPolicy {
    /// The address as it may stand in an `href`, or `nil` where following it could do more than open a
    /// page or a letter. A program of the reader's own may answer to any other scheme.
    static func href(_ address: String) -> String? {
        guard let address = cleaned(address) else { return nil }
        guard let scheme = scheme(of: address) else { return relative(address) }
        return ["http", "https", "mailto"].contains(scheme) ? address : nil
    }

    /// Where a picture is to be had.
    enum ImageSource: Equatable {
        case local(String)
        case remote(String)
        /// An address that a report does not follow.
        case refused
    }

    static func imageSource(_ address: String) -> ImageSource {
        guard let address = cleaned(address), !address.isEmpty else { return .refused }
        switch scheme(of: address) {
        case "http", "https": return .remote(address)
        case .some: return .refused
        case nil:
            if address.hasPrefix("//") { return .remote("https:" + address) }
            guard let path = address.removingPercentEncoding, !path.contains("\0") else { return .refused }
            return .local(path)
        }
    }

    /// What browsers make of an address before they look at it: no space around it, and no tabs and
    /// line ends in it. Other control characters have no business there.
    private static func cleaned(_ address: String) -> String? {
        let kept = address.unicodeScalars.filter { !["\t", "\n", "\r"].contains($0) }
        guard let first = kept.firstIndex(where: { $0.value > 0x20 }),
            let last = kept.lastIndex(where: { $0.value > 0x20 })
        else { return "" }
        let core = kept[first...last]
        return core.contains { $0.value < 0x20 || $0.value == 0x7F } ? nil : String(core)
    }

    /// What stands before a colon that comes before any `/`, `?` or `#`, in lower case.
    private static func scheme(of address: String) -> String? {
        guard let end = address.unicodeScalars.firstIndex(where: { ":/?#".unicodeScalars.contains($0) }),
            address.unicodeScalars[end] == ":"
        else { return nil }
        return address[..<end].lowercased()
    }

    /// `//host` would mean a network share to a page that was opened from disk.
    private static func relative(_ address: String) -> String? {
        guard let first = address.unicodeScalars.first, first == "/" || first == "\\" else { return address }
        let second = address.unicodeScalars.dropFirst().first
        guard second == "/" || second == "\\" else { return address }
        return first == "/" && second == "/" ? "https:" + address : nil
    }
}
