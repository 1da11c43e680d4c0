/// A tensor of a library's, as a check observes it: by its numbers alone.
public protocol ObservableTensor {
    /// The size of each dimension.
    var observedShape: [Int] { get }
    /// The numbers, the last dimension running fastest.
    var observedNumbers: [Float] { get }
}
