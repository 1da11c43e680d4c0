/// The most bytes that are read of what a student hands in.
public enum HandInLimits {
    /// Of a notebook.
    public static let notebook = 1 << 20
    /// Of an archive, packed.
    public static let archive = 64 << 20
}
