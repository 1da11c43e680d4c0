/// Sizes as people read them, in the units of disks and downloads (1 MB is 10⁶ bytes).
public enum ByteCount {
    public static func text(_ bytes: Int) -> String {
        switch bytes {
        case ..<1000: "\(bytes) bytes"
        case ..<999_500: "\((bytes + 500) / 1000) kB"
        case ..<999_500_000: "\((bytes + 500_000) / 1_000_000) MB"
        default: "\((bytes + 50_000_000) / 1_000_000_000).\((bytes + 50_000_000) / 100_000_000 % 10) GB"
        }
    }
}
