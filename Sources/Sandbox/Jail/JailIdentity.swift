import Glibc

/// Who a jail's program is.
public enum JailIdentity: Sendable, Equatable {
    /// The one who grades, without any privilege, in a user namespace of its own.
    case oneself
    /// Nobody else's user and group, which takes root to become.
    case user(UInt32)

    /// Users that no distribution gives to anybody (systemd's list of those in use has none of them).
    static let first: UInt32 = 60_600
    /// How many there are.
    public static let count: UInt32 = 500

    /// The identity for one of several jails that stand side by side: where root grades, no two of them are the same user,
    /// so that none can see or signal another, nor use up what the system counts by user.
    public static func slot(_ number: Int, isRoot: Bool = geteuid() == 0) -> JailIdentity {
        isRoot ? .user(first + UInt32(number.magnitude) % count) : .oneself
    }

    /// Lets the jail's program write to a folder.
    func own(_ folder: String) {
        guard case .user(let id) = self else { return }
        // A folder that stays root's is told by the program that cannot write there.
        _ = lchown(folder, id, id)
    }
}
