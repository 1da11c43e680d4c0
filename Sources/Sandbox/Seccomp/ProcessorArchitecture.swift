/// A processor's way to number system calls.
enum ProcessorArchitecture: CaseIterable {
    case x86_64, aarch64

    /// This machine's; `nil` where there is no filter for it.
    static var current: ProcessorArchitecture? {
        #if arch(x86_64)
            .x86_64
        #elseif arch(arm64)
            .aarch64
        #else
            nil
        #endif
    }

    /// What the system calls it (`AUDIT_ARCH_…`).
    var identifier: UInt32 {
        switch self {
        case .x86_64: 0xC000_003E
        case .aarch64: 0xC000_00B7
        }
    }

    /// Numbers from here on are another way to call, with 32-bit pointers, which no rule is about.
    var firstForeignNumber: UInt32? { self == .x86_64 ? 0x4000_0000 : nil }
}
