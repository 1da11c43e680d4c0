import NotebookDisplay

/// A layer, or a network made of layers, like PyTorch's `torch.nn.Module`.
///
/// Subclass it, keep layers in stored properties, and say what `forward` does:
///
///     class Classifier: Module {
///         let conv1 = Conv2d(3, 32, kernelSize: 3, padding: 1)
///         let fc = Linear(32 * 16 * 16, 21)
///
///         override func forward(_ x: Tensor) -> Tensor {
///             fc(maxPool2d(conv1(x).relu(), kernelSize: 2).flatten(1))
///         }
///     }
///
/// A module finds its parts by itself: every stored property that holds a `Module`, a `Parameter` or a `Buffer`, optional
/// or not, or an array (`blocks.0`, `blocks.1`, …) or a dictionary (`heads.area`, `heads.use`, in the names' order) of modules
/// or parameters, in the order in which the properties are declared. Names are the properties' names in PyTorch's spelling:
/// `runningMean` is `running_mean`. Declare them in PyTorch's order, and checkpoints fit.
open class Module: CustomStringConvertible, Displayable {
    /// Whether the module behaves as in training: BatchNorm, for one, then uses the batch's own statistics.
    public internal(set) final var isTraining = true

    /// Numbers of hooks are not used again, so that a handle removes its own hook only.
    final var nextHook = 0
    final var forwardHooks: [(id: Int, body: (Module, Tensor, Tensor) -> Void)] = []

    public init() {}

    /// What the module computes. Call the module itself, `model(x)`, which also runs the hooks.
    open func forward(_ input: Tensor) -> Tensor {
        fail("\(typeName) does not override forward(_:), so it cannot be called", #fileID, #line)
    }

    /// The submodules with their names, in order. Those in stored properties, unless overridden.
    open var namedChildren: [(name: String, module: Module)] { ModuleParts(of: self).children }

    /// What stands between the parentheses of the description: a layer's sizes and options.
    open var extraDescription: String { "" }

    /// Runs the module on a batch; images are `[N, C, H, W]`.
    public final func callAsFunction(
        _ input: Tensor, file: StaticString = #fileID, line: UInt = #line
    ) -> Tensor {
        CancellationHook.check()
        return CallSite.entering(file, line) {
            let output = forward(input)
            for hook in forwardHooks { hook.body(self, input, output) }
            return output
        }
    }

    /// Puts this module and all below it into training mode.
    @discardableResult
    public final func train(_ isTraining: Bool = true) -> Self {
        for module in modules() { module.isTraining = isTraining }
        return self
    }

    /// Puts this module and all below it into evaluation mode.
    @discardableResult
    public final func eval() -> Self { train(false) }

    /// Moves the module to a device. There is one, the processor, where every module already is.
    @discardableResult
    public final func to(_ device: Device) -> Self { self }

    /// The class's name: `Conv2d`.
    public final var typeName: String { String(describing: type(of: self)) }

    /// PyTorch's text: the class, its options, and below them the submodules.
    public var description: String { text(within: []) }

    /// - Parameter ancestors: those that the module stands in: one that a part refers back to is only named
    private final func text(within ancestors: [Module]) -> String {
        let children = namedChildren.map { name, module in
            let isAncestor = module === self || ancestors.contains { $0 === module }
            let text = isAncestor ? "\(module.typeName)(…)" : module.text(within: ancestors + [self])
            return "  (\(name)): " + text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
        }
        if children.isEmpty { return "\(typeName)(\(extraDescription))" }
        return "\(typeName)(\n" + children.joined(separator: "\n") + "\n)"
    }

    public final var mimeBundle: MIMEBundle { MIMEBundle(plain: description) }
}
