import NotebookDisplay

extension Tensor {
    /// Computes the gradient of this number with respect to every tensor that requires one, and adds it to that
    /// tensor's `grad`, as PyTorch's `backward` does.
    ///
    /// What the pass needs is let go on the way, so that a second pass through the same calculation needs
    /// `retainGraph` in the first.
    ///
    /// - Parameter gradient: the gradient of this tensor, of the same shape; needed unless this is a single number.
    public final func backward(
        gradient: Tensor? = nil, retainGraph: Bool = false, file: StaticString = #fileID, line: UInt = #line
    ) {
        guard requiresGrad else {
            fail(
                "backward: nothing that this tensor of shape \(shape) was computed from requires a gradient "
                    + "(all parameters frozen? computed within noGrad?)", file, line)
        }
        if let gradient, gradient.shape != shape {
            fail("backward: the gradient of a tensor \(shape) was given as \(gradient.shape)", file, line)
        }
        guard gradient != nil || count == 1 else {
            fail("backward needs a single number, such as a loss, or its gradient; this tensor has the shape \(shape)", file, line)
        }
        CallSite.entering(file, line) {
            noGrad {
                GradientMode.$isPassingBack.withValue(true) {
                    GradientMode.$retainsGraph.withValue(retainGraph) {
                        var pass = BackwardPass(retainsGraph: retainGraph)
                        pass.run(from: self, gradient ?? Tensor.ones(shape))
                    }
                }
            }
        }
    }
}

/// One walk from a result to the leaves.
private struct BackwardPass {
    let retainsGraph: Bool
    /// Functions whose gradient is known in part; those with the largest number have it whole, because all
    /// that was computed from their results was computed later.
    private var waiting = Heap()
    private var gradients: [ObjectIdentifier: Tensor] = [:]

    init(retainsGraph: Bool) { self.retainsGraph = retainsGraph }

    mutating func run(from result: Tensor, _ gradient: Tensor) {
        guard let root = result.gradientFunction else { return result.accumulateGradient(gradient) }
        waiting.insert(root)
        gradients[ObjectIdentifier(root)] = gradient
        while let function = waiting.popLargest() {
            CancellationHook.check()
            guard let gradient = gradients.removeValue(forKey: ObjectIdentifier(function)) else { continue }
            pass(gradient, through: function)
        }
    }

    private mutating func pass(_ gradient: Tensor, through function: GradientFunction) {
        guard let body = function.gradients else {
            fail(
                "backward: this calculation has been gone through before (\(function.name)), and what it kept is gone; "
                    + "compute the loss anew, or say backward(retainGraph: true) the first time", #fileID, #line)
        }
        let targets = function.targets
        var results = body(gradient)
        precondition(results.count == targets.count)
        if !retainsGraph { function.release() }
        for (index, target) in targets.enumerated() {
            guard let target, let result = results[index] else { continue }
            results[index] = nil
            switch target {
            case .leaf(let leaf): leaf.accumulateGradient(result)
            case .function(let function): add(result, to: function)
            }
        }
    }

    private mutating func add(_ gradient: consuming Tensor, to function: GradientFunction) {
        let key = ObjectIdentifier(function)
        if let before = gradients.removeValue(forKey: key) {
            gradients[key] = before.adding(gradient)
        } else {
            gradients[key] = gradient
            waiting.insert(function)
        }
    }
}

extension Tensor {
    /// Adds to `grad`.
    fileprivate final func accumulateGradient(_ gradient: consuming Tensor) {
        precondition(gradient.shape == shape)
        storage.becomeTrained()
        if let grad {
            grad.add(gradient)
        } else {
            // Memory of its own, laid out as this tensor, for optimisers go through both side by side.
            var own = consume gradient
            let layout = isDense ? strides : MemoryLayoutOrder.contiguous.strides(of: shape)
            grad = Tensor.isSoleOwner(&own) && own.strides == layout ? own : own.copied(strides: layout)
        }
    }
}

/// Gradient functions, the one with the largest number first.
private struct Heap {
    private var functions: [GradientFunction] = []

    mutating func insert(_ function: GradientFunction) {
        functions.append(function)
        var child = functions.count - 1
        while child > 0, case let parent = (child - 1) / 2, functions[parent].order < functions[child].order {
            functions.swapAt(child, parent)
            child = parent
        }
    }

    mutating func popLargest() -> GradientFunction? {
        guard let largest = functions.first else { return nil }
        let last = functions.removeLast()
        guard !functions.isEmpty else { return largest }
        functions[0] = last
        var parent = 0
        while true {
            let left = 2 * parent + 1
            guard left < functions.count else { break }
            let right = left + 1
            let child = right < functions.count && functions[right].order > functions[left].order ? right : left
            guard functions[child].order > functions[parent].order else { break }
            functions.swapAt(parent, child)
            parent = child
        }
        return largest
    }
}
