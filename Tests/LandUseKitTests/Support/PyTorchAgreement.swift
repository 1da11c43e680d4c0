import Testing
@testable import LandUseKit

/// Runs an operation on a case's inputs, and compares results and gradients, their shapes and numbers, with PyTorch's.
///
/// - Parameters:
///   - layout: of the images among the inputs; the numbers do not depend on it.
///   - tolerance: of the largest number, unless the case has its own.
func expectAgreement(
    with test: OperationCase, layout: MemoryLayoutOrder = .contiguous, tolerance: Double = 1e-5, _ remark: String = "",
    sourceLocation: SourceLocation = #_sourceLocation
) {
    func comment(_ what: String) -> Comment { "\(test.name): \(what)\(remark)" }
    func compare(_ found: Tensor, _ expected: OperationCase.Values, _ what: String) {
        #expect(found.shape == expected.shape, comment(what), sourceLocation: sourceLocation)
        expectClose(
            expected.chosen(of: found), expected.values, tolerance: test.options.number("tolerance", tolerance), comment(what),
            sourceLocation: sourceLocation)
    }
    let run = OperationRun(test, layout: layout)
    if let expected = test.description, let description = run.description {
        #expect(description == expected, comment("description"), sourceLocation: sourceLocation)
    }
    #expect(
        run.results.map(\.name) == test.results?.map(\.name), comment("results"), sourceLocation: sourceLocation)
    for (found, expected) in zip(run.results, test.results ?? []) { compare(found.tensor, expected, expected.name) }
    let gradients = run.gradients()
    #expect(
        gradients.map(\.name) == test.gradients?.map(\.name), comment("gradients"), sourceLocation: sourceLocation)
    for (found, expected) in zip(gradients, test.gradients ?? []) {
        compare(found.tensor, expected, "gradient of \(expected.name)")
    }
}

/// An operation applied to a case's inputs.
struct OperationRun {
    private(set) var results: [(name: String, tensor: Tensor)] = []
    /// The module's text, if it is a module.
    private(set) var description: String?
    /// The inputs, in the case's order, a module's parameters standing for those that bear their names.
    private var leaves: [(name: String, tensor: Tensor)] = []

    init(_ test: OperationCase, layout: MemoryLayoutOrder = .contiguous) {
        let inputs = test.inputs.map { input in
            let tensor = input.drawn().laid(out: layout).copied()
            tensor.requiresGrad = !input.frozen
            return (name: input.name, tensor: tensor)
        }
        let tensors = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0.tensor) })
        if let function = OperationTable.functions[test.operation] {
            leaves = inputs
            results = [("output", function(OperationArguments(inputs: tensors, options: test.options)))]
        } else if let make = OperationTable.modules[test.operation] {
            run(make(test.options), test.options, inputs)
        } else {
            Issue.record("OperationTable has no \(test.operation)")
        }
    }

    private mutating func run(_ module: Module, _ options: OperationOptions, _ inputs: [(name: String, tensor: Tensor)]) {
        description = module.description
        module.train(options.flag("training", true))
        let state = module.stateDict()
        leaves = inputs.map { name, tensor in
            guard let own = state[name] else { return (name, tensor) }
            own.assign(tensor.detach())
            if own is Parameter { own.requiresGrad = tensor.requiresGrad }
            return (name, own)
        }
        let arguments = leaves.filter { state[$0.name] == nil }
        #expect(Set(module.namedParameters().map(\.name)).isSubset(of: leaves.map(\.name)), "parameters that PyTorch does not have")
        if let attention = module as? MultiheadAttention {
            results = OperationTable.attend(attention, arguments.map(\.tensor), options)
        } else {
            results = [("output", module(arguments[0].tensor))] + module.namedBuffers().map { ($0.name, $0.buffer) }
        }
    }

    /// Of the results, each weighed with noise and summed.
    func gradients() -> [(name: String, tensor: Tensor)] {
        let losses = results.map(\.tensor).filter(\.requiresGrad).enumerated().map { place, result in
            (result * noise(result.shape, 9_999 + place)).sum()
        }
        if let first = losses.first { losses.dropFirst().reduce(first, +).backward() }
        return leaves.compactMap { name, leaf in leaf.grad.map { (name, $0) } }
    }
}
