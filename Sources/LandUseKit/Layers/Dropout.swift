/// In training mode, sets elements to 0 with probability `p` and multiplies the others by 1 / (1 − p); in evaluation mode,
/// passes its input through (Srivastava et al. 2014; PyTorch's `nn.Dropout`).
public final class Dropout: Module {
    public let p: Double

    public init(p: Double = 0.5, file: StaticString = #fileID, line: UInt = #line) {
        guard (0...1).contains(p) else { fail("Dropout needs a probability between 0 and 1, got \(p)", file, line) }
        self.p = p
        super.init()
    }

    public convenience init(_ p: Double, file: StaticString = #fileID, line: UInt = #line) {
        self.init(p: p, file: file, line: line)
    }

    public override func forward(_ input: Tensor) -> Tensor { dropout(input, p: p, training: isTraining) }

    public override var extraDescription: String { "p=\(Decimal.python(p)), inplace=False" }
}
