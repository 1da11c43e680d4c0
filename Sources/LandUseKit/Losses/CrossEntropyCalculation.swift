/// One call of `crossEntropy`, its arguments checked.
struct CrossEntropyCalculation {
    let logits: Tensor
    let rows: CrossEntropyRows
    let reduction: Reduction
    /// The dimension of the classes.
    let axis: Int
    /// The shape without it: a row of logits stands at each place.
    let places: [Int]

    /// What the rows should be.
    private enum Targets {
        case classes(ClassLabels)
        /// Shares of the classes, row after row in memory.
        case shares(Tensor)
    }

    init(
        _ logits: Tensor, _ weight: Tensor?, _ smoothing: Double, _ reduction: Reduction, _ file: StaticString, _ line: UInt
    ) {
        axis = logits.rank == 1 ? 0 : 1
        guard logits.rank > 0, logits.shape[axis] > 0 else {
            fail("crossEntropy expects logits [N, C] or [N, C, H, W], got \(logits.shape)", file, line)
        }
        let classCount = logits.shape[axis]
        if let weight, weight.shape != [classCount] {
            fail(
                "crossEntropy expects a weight for each class, [\(classCount)], got \(weight.shape); logits are \(logits.shape)",
                file, line)
        }
        guard (0...1).contains(smoothing) else {
            fail("crossEntropy: labelSmoothing is a share, 0…1, got \(smoothing)", file, line)
        }
        self.logits = logits
        self.reduction = reduction
        rows = CrossEntropyRows(
            classCount: classCount, weights: weight?.elements ?? [Float](repeating: 1, count: classCount),
            smoothing: smoothing)
        places = logits.shape.enumerated().filter { [axis] in $0.offset != axis }.map(\.element)
    }

    func classes(_ labels: [Int], ignoring ignored: Int, _ file: StaticString, _ line: UInt) -> ClassLabels {
        checked(file, line) { () throws(ClassLabels.Mistake) in
            try ClassLabels(labels, shape: places, classCount: rows.classCount, ignored: ignored)
        }
    }

    func classes(_ labels: Tensor, ignoring ignored: Int, _ file: StaticString, _ line: UInt) -> ClassLabels {
        guard labels.shape == places else {
            fail(
                "crossEntropy expects labels \(places), or probabilities \(logits.shape), got \(labels.shape); "
                    + "logits are \(logits.shape)", file, line)
        }
        return checked(file, line) { () throws(ClassLabels.Mistake) in
            try ClassLabels(labels, shape: places, classCount: rows.classCount, ignored: ignored)
        }
    }

    private func checked(
        _ file: StaticString, _ line: UInt, _ make: () throws(ClassLabels.Mistake) -> ClassLabels
    ) -> ClassLabels {
        do throws(ClassLabels.Mistake) {
            return try make()
        } catch {
            fail("crossEntropy \(error.reason); logits are \(logits.shape)", file, line)
        }
    }

    func run(_ labels: ClassLabels) -> Tensor {
        if case .fast = ComputeKernels.current { return runByKernels(labels) }
        let counted = labels.labels.reduce(0) { sum, label in sum + (label == labels.ignored ? 0 : Double(rows.weights[label])) }
        return run(.classes(labels), dividingBy: counted, probabilities: nil)
    }

    private func runByKernels(_ labels: ClassLabels) -> Tensor {
        let x = logits.detach().withLast(axis).contiguous()
        let pass = CrossEntropyByKernels(x, labels, rows)
        let (reduction, axis, counted) = (reduction, axis, pass.countedWeights)
        let result: Tensor = switch reduction {
        case .none: Tensor(pass.losses, shape: places)
        case .sum: Tensor(Float(pass.total))
        case .mean: Tensor(Float(pass.total / counted))
        }
        guard Autograd.wanted([logits]) != nil else { return result }
        let kept = SavedTensor(x)
        return result.computed("crossEntropy", from: [logits]) { gradient in
            let x = kept.restored()
            let slopes = switch reduction {
            case .none: pass.gradient(x, scale: 1, scales: gradient.elements)
            case .sum: pass.gradient(x, scale: Double(gradient.item()))
            case .mean: pass.gradient(x, scale: Double(gradient.item()) / counted)
            }
            return [slopes.withLastBack(at: axis)]
        }
    }

    func run(probabilities: Tensor) -> Tensor {
        run(
            .shares(probabilities.detach().withLast(axis).contiguous()), dividingBy: Double(places.product),
            probabilities: probabilities)
    }

    /// - Parameters:
    ///   - divisor: of the mean
    ///   - probabilities: the targets, where they may want a gradient
    private func run(_ targets: Targets, dividingBy divisor: Double, probabilities: Tensor?) -> Tensor {
        let x = logits.detach().withLast(axis).contiguous()
        let (rows, count, axis, reduction) = (rows, places.product, axis, reduction)
        var shifts = [Double](repeating: 0, count: count), losses = shifts
        Self.eachRow(of: x, targets) { row, logits, target in
            shifts[row] = rows.logSumExp(logits)
            losses[row] = rows.loss(logits, target, shift: shifts[row])
        }
        let result: Tensor = switch reduction {
        case .none: Tensor(losses.map { Float($0) }, shape: places)
        case .sum: Tensor(Float(losses.reduce(0, +)))
        case .mean: Tensor(Float(losses.reduce(0, +) / divisor))
        }
        guard let wanted = Autograd.wanted([logits, probabilities]) else { return result }
        let kept = SavedTensor(x), factor = reduction == .mean ? 1 / divisor : 1
        return result.computed("crossEntropy", from: [logits, probabilities]) { [shifts] gradient in
            let x = kept.restored(), given = gradient.elements
            typealias Fill = (
                _ row: Int, UnsafePointer<Float>, CrossEntropyRows.Target, _ scale: Double, UnsafeMutablePointer<Float>
            ) -> Void
            func filled(_ fill: Fill) -> Tensor {
                let result = Tensor.zeros(x.shape)
                result.withFloats { result in
                    Self.eachRow(of: x, targets) { row, logits, target in
                        let scale = Double(given[reduction == .none ? row : 0]) * factor
                        fill(row, logits, target, scale, result + row * rows.classCount)
                    }
                }
                return result.withLastBack(at: axis)
            }
            return [
                wanted[0] ? filled { rows.gradient($1, $2, shift: shifts[$0], scale: $3, into: $4) } : nil,
                wanted[1] ? filled { rows.gradientOfShares($1, shift: shifts[$0], scale: $3, into: $4) } : nil,
            ]
        }
    }

    /// Goes through the rows that count.
    private static func eachRow(
        of x: Tensor, _ targets: Targets, _ body: (_ row: Int, UnsafePointer<Float>, CrossEntropyRows.Target) -> Void
    ) {
        let classCount = x.shape[x.rank - 1]
        x.withFloats { x in
            switch targets {
            case .classes(let classes):
                for (row, label) in classes.labels.enumerated() where label != classes.ignored {
                    body(row, x + row * classCount, .label(label))
                }
            case .shares(let shares):
                shares.withFloats { start in
                    for row in 0..<shares.count / classCount {
                        body(row, x + row * classCount, .shares(start + row * classCount))
                    }
                }
            }
        }
    }
}
