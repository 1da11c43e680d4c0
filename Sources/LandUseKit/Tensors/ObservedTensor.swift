import NotebookDisplay

extension Tensor: ObservableTensor {
    public final var observedShape: [Int] { shape }
    public final var observedNumbers: [Float] { elements }
}
