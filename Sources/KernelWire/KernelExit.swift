/// Codes with which the kernel ends itself, beside those that a cell gives to `exit`.
public enum KernelExit {
    /// The process cannot be used after what happened in a cell, not even to tell.
    public static let unsound: Int32 = 86
}
