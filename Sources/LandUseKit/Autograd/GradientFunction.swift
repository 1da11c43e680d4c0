import Synchronization

/// How one tensor was computed from others: a node of the graph that `backward()` walks.
///
/// Nodes exist only above a tensor that requires a gradient, and only what their gradient needs is kept.
final class GradientFunction {
    /// Where the gradient of one input goes.
    enum Target {
        case function(GradientFunction)
        case leaf(Tensor)
    }

    /// The operation, for messages.
    let name: String
    /// Counts up: a function's inputs were computed before it, and have smaller numbers.
    let order: UInt64
    /// One for each input; `nil` where no gradient is wanted.
    private(set) var targets: [Target?]
    /// From the gradient of the result to those of the inputs; `nil` once it has been used up.
    private(set) var gradients: ((Tensor) -> [Tensor?])?

    private static let counter = Atomic<UInt64>(0)

    init(_ name: String, _ targets: [Target?], _ gradients: @escaping (Tensor) -> [Tensor?]) {
        self.name = name
        self.targets = targets
        self.gradients = gradients
        order = Self.counter.add(1, ordering: .relaxed).newValue
    }

    /// Lets go of what was kept.
    func release() {
        gradients = nil
        // One by one: released through each other, a long enough chain would overflow the stack.
        var below = takeFunctions()
        while var function = below.popLast() {
            if isKnownUniquelyReferenced(&function) { below += function.takeFunctions() }
        }
    }

    private func takeFunctions() -> [GradientFunction] {
        defer { targets = [] }
        return targets.compactMap { if case .function(let function) = $0 { function } else { nil } }
    }

    deinit { release() }
}

/// What operations use to take part in gradients.
///
///     func exponential(_ x: Tensor) -> Tensor {
///         let result = x.map(exp)
///         guard Autograd.wanted([x]) != nil else { return result }
///         let kept = SavedTensor(result)
///         return result.computed("exp", from: [x]) { gradient in [gradient * kept.restored()] }
///     }
enum Autograd {
    /// For each input, whether its gradient will be asked for; `nil` where none is, and nothing need be kept.
    static func wanted(_ inputs: [Tensor?]) -> [Bool]? {
        let wanted = inputs.map { $0?.requiresGrad ?? false }
        return wanted.contains(true) && GradientMode.isRecording ? wanted : nil
    }
}

extension Tensor {
    /// Says how this tensor, just computed and not yet seen by anyone, depends on `inputs`.
    ///
    /// - Parameter gradients: from the gradient of this tensor, in this tensor's shape, to those of the inputs in theirs;
    ///   `nil` where `Autograd.wanted` says so, or where it is zero. It runs without recording. It must not hold this
    ///   tensor itself, but a `SavedTensor` of it. What it returns may be the gradient that it was given, or a view.
    /// - Returns: this tensor.
    final func computed(_ name: String, from inputs: [Tensor?], _ gradients: @escaping (Tensor) -> [Tensor?]) -> Tensor {
        guard let wanted = Autograd.wanted(inputs) else { return self }
        let targets = zip(inputs, wanted).map { input, isWanted -> GradientFunction.Target? in
            guard let input, isWanted else { return nil }
            return input.gradientFunction.map { .function($0) } ?? .leaf(input)
        }
        gradientFunction = GradientFunction(name, targets, gradients)
        return self
    }
}

/// A tensor that a gradient needs, as it was when it was kept.
struct SavedTensor {
    private let tensor: Tensor
    private let version: Int

    init(_ tensor: Tensor) {
        self.tensor = tensor.detach()
        version = tensor.storage.version
    }

    /// The tensor; ends the cell if it has been overwritten meanwhile, because the gradient would be wrong.
    func restored() -> Tensor {
        guard tensor.storage.version == version else {
            fail(
                "backward: a tensor of shape \(tensor.shape) that a gradient needs has been changed since it was used, "
                    + "as by optimizer.step() between the forward pass and backward(); compute the loss anew", #fileID, #line)
        }
        return tensor
    }
}
