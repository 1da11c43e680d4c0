/// Runs a network once on a random batch of two images and records each module's output and parameters,
/// as torchsummary 1.5.1 does.
///
/// Listed is every call of every module below `model` but the `Sequential` ones, in the order in which
/// the calls end; counted are a module's own parameters named `weight` and `bias`.
///
/// Unlike torchsummary's, this leaves no trace: buffers (BatchNorm's running statistics) are put back as
/// they were, and random numbers come from a generator apart.
///
/// - Parameter inputSize: an input without its batch dimension, `[3, 224, 224]`
public func summary(
    _ model: Module, inputSize: [Int], file: StaticString = #fileID, line: UInt = #line
) -> ModelSummary {
    guard inputSize.allSatisfy({ $0 > 0 }) else {
        fail("summary needs the size of an input without its batch, as in [3, 224, 224], got \(inputSize)", file, line)
    }
    let buffers = model.buffers().map { (buffer: $0, before: $0.copied()) }
    defer { for (buffer, before) in buffers { buffer.assign(before) } }
    var layers: [ModelSummary.Layer] = []
    var hooks: [HookHandle] = []
    model.apply { module in
        guard module !== model, !(module is Sequential) else { return }
        hooks.append(
            module.registerForwardHook { module, _, output in
                layers.append(ModelSummary.Layer(of: module, output: output, number: layers.count + 1))
            })
    }
    defer { for hook in hooks { hook.remove() } }
    Random.withSeed(0) { _ = noGrad { model(Tensor.rand([2] + inputSize), file: file, line: line) } }
    return ModelSummary(layers: layers, inputSize: inputSize)
}

extension ModelSummary.Layer {
    init(of module: Module, output: Tensor, number: Int) {
        let own = ModuleParts(of: module).parameters
        let weight = own.first { $0.name == "weight" }?.tensor, bias = own.first { $0.name == "bias" }?.tensor
        self.init(
            name: "\(module.typeName)-\(number)", outputShape: [-1] + output.shape.dropFirst(),
            parameterCount: (weight?.count ?? 0) + (bias?.count ?? 0), isTrainable: weight?.requiresGrad)
    }
}
