/// A number of bytes for people.
enum ByteCount {
    static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<1024: "\(bytes) bytes"
        case ..<(1 << 20): "\(tenths(bytes, unit: 1 << 10)) KiB"
        case ..<(1 << 30): "\(tenths(bytes, unit: 1 << 20)) MiB"
        default: "\(tenths(bytes, unit: 1 << 30)) GiB"
        }
    }

    private static func tenths(_ bytes: Int, unit: Int) -> String {
        let tenths = bytes / unit * 10 + bytes % unit * 10 / unit
        return "\(tenths / 10).\(tenths % 10)"
    }
}
