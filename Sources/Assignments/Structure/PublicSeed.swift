/// What `checkSeed` is for everyone who works on an assignment.
public enum PublicSeed {
    /// The kernel's side, which links nothing of the tool's, has it in NotebookDisplay.
    public static let value: UInt64 = 20_260_901
}
