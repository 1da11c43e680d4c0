import NotebookDisplay

/// An array of 32-bit floats with any number of dimensions, like PyTorch's `torch.Tensor`.
///
/// A tensor is a reference: two variables may name the same one, and a view (`reshape`, `permute`,
/// `x[0]`) shares its memory. Shapes are written as PyTorch writes them, `[N, C, H, W]` for images;
/// `strides` say how the elements lie in memory, and image activations lie channels-last (NHWC).
///
/// Operations return new tensors. A mistake in calling one, such as shapes that do not fit, ends the
/// cell with the operation, both shapes and the caller's line.
public class Tensor: CustomStringConvertible, GalleryDisplayable {
    /// The size of each dimension; `[]` for a single number.
    public final let shape: [Int]

    /// How many elements of memory lie between neighbours along each dimension.
    public final let strides: [Int]

    /// The gradient of a loss with respect to this tensor, after `backward()`; gradients of several passes add up
    /// until it is set to `nil`. Only tensors that nobody computed, such as parameters, have one.
    public final var grad: Tensor? {
        didSet {
            guard let grad, grad.shape != shape else { return }
            fail("the gradient of a tensor \(shape) was given as \(grad.shape)", #fileID, #line)
        }
    }

    /// How this tensor was computed, where a gradient may be asked for.
    final var gradientFunction: GradientFunction?
    private final var wantsGradient: Bool

    final fileprivate(set) var storage: TensorStorage
    /// Where in the storage the first element lies, in elements.
    final let offset: Int

    init(storage: TensorStorage, offset: Int = 0, shape: [Int], strides: [Int], requiresGrad: Bool = false) {
        self.storage = storage
        self.offset = offset
        self.shape = shape
        self.strides = strides
        wantsGradient = requiresGrad
    }

    /// Whether a gradient is computed for this tensor: true where it was set, and for everything computed from such
    /// tensors. Setting it to false freezes a parameter.
    public final var requiresGrad: Bool {
        get { wantsGradient || gradientFunction != nil }
        set { setRequiresGrad(newValue) }
    }

    private final func setRequiresGrad(_ isRequired: Bool) {
        guard gradientFunction == nil else {
            if isRequired { return }
            fail("requiresGrad can be set to false only for tensors that nobody computed, such as parameters; use detach()", #fileID, #line)
        }
        wantsGradient = isRequired
        if !isRequired { storage.becomeFrozen() }
    }

    /// The same numbers in the same memory, cut off from how they were computed (PyTorch's `detach`).
    public final func detach() -> Tensor { Tensor(storage: storage, offset: offset, shape: shape, strides: strides) }

    /// Whether no one but the variable can see the tensor or its memory.
    static func isSoleOwner(_ tensor: inout Tensor) -> Bool {
        isKnownUniquelyReferenced(&tensor) && isKnownUniquelyReferenced(&tensor.storage)
    }

    /// A tensor with memory of its own that nobody has written yet.
    convenience init(uninitialized shape: [Int], layout: MemoryLayoutOrder = .contiguous) {
        self.init(
            storage: TensorStorage(uninitialized: shape.product), shape: shape, strides: layout.strides(of: shape))
    }

    /// A tensor with memory of its own, dense, its dimensions in the order of `strides`.
    convenience init(uninitialized shape: [Int], strides: [Int]) {
        self.init(storage: TensorStorage(uninitialized: shape.product), shape: shape, strides: strides)
    }

    /// The number of elements.
    public final var count: Int { shape.product }

    /// The number of dimensions.
    public final var rank: Int { shape.count }

    /// Lends the place of the first element. Memory is reached in no other way, because a tensor may be
    /// released after its last mention, while a pointer into it is still in use.
    @inline(__always)
    final func withFloats<Result>(_ body: (UnsafeMutablePointer<Float>) throws -> Result) rethrows -> Result {
        try withExtendedLifetime(storage) { try body(storage.floats + offset) }
    }

    /// Lends the place of the first element to change what is there. What was computed or prepared from the old
    /// elements is then out of date, and known to be.
    @inline(__always)
    final func withMutableFloats<Result>(_ body: (UnsafeMutablePointer<Float>) throws -> Result) rethrows -> Result {
        storage.change()
        return try withFloats(body)
    }

    /// PyTorch's text: `tensor([[1., 2.], [3., 4.]])`, shortened above 1,000 elements.
    public var description: String { TensorText.describe(self) }
}

/// A tensor that training changes: a weight or a bias of a module. `requiresGrad` is true unless frozen.
public final class Parameter: Tensor {
    /// A parameter that holds a copy of `initial`, in the same memory layout.
    public init(_ initial: Tensor, requiresGrad: Bool = true) {
        let copy = initial.copied()
        super.init(storage: copy.storage, shape: copy.shape, strides: copy.strides, requiresGrad: requiresGrad)
    }

    public override var description: String { "Parameter containing:\n" + super.description }
}

/// A tensor that belongs to a module's state but is not trained: BatchNorm's running statistics.
public final class Buffer: Tensor {
    /// The type of its numbers in a checkpoint. A count is an integer there, as PyTorch stores it.
    public let fileType: ElementType

    /// A buffer that holds a copy of `initial`.
    public init(_ initial: Tensor, fileType: ElementType = .float32) {
        self.fileType = fileType
        let copy = initial.copied()
        super.init(storage: copy.storage, shape: copy.shape, strides: copy.strides)
    }
}

/// Lends the first elements of two tensors.
@inline(__always)
func withFloats<Result>(
    _ first: Tensor, _ second: Tensor,
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) throws -> Result
) rethrows -> Result {
    try first.withFloats { first in try second.withFloats { try body(first, $0) } }
}

/// Lends the first elements of three tensors.
@inline(__always)
func withFloats<Result>(
    _ first: Tensor, _ second: Tensor, _ third: Tensor,
    _ body: (UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>, UnsafeMutablePointer<Float>) throws -> Result
) rethrows -> Result {
    try withFloats(first, second) { first, second in try third.withFloats { try body(first, second, $0) } }
}

extension Sequence<Int> {
    /// The number of elements of a shape.
    var product: Int { reduce(1, *) }
}
