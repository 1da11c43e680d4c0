@testable import LandUseKit

extension OperationTable {
    /// Of torch.
    static let elementary: [String: @Sendable (OperationArguments) -> Tensor] = [
        "add": { $0["input"] + $0["other"] },
        "subtract": { $0["input"] - $0["other"] },
        "mul": { $0["input"] * $0["other"] },
        "div": { $0["input"] / $0["other"] },
        "exp": { $0["input"].exp() },
        "log": { $0["input"].log() },
        "sqrt": { $0["input"].sqrt() },
        "abs": { $0["input"].abs() },
        "pow": { $0["input"].pow(Float($0.options.number("exponent", 1))) },
        "clamp_range": { $0["input"].clamp(Float($0.options.number("low", 0))...Float($0.options.number("high", 0))) },
        "sum": { arguments in
            arguments.dimension.map { arguments["input"].sum(dim: $0, keepDim: arguments.keepsDimension) } ?? arguments["input"].sum()
        },
        "mean": { arguments in
            arguments.dimension.map { arguments["input"].mean(dim: $0, keepDim: arguments.keepsDimension) }
                ?? arguments["input"].mean()
        },
        "reshape": { $0["input"].reshape($0.options.list("shape") ?? []) },
        "permute": { $0["input"].permute($0.options.list("dims") ?? []) },
        "transpose": { $0["input"].transpose($0.options.integer("dim0"), $0.options.integer("dim1")) },
        "narrow": { arguments in
            let start = arguments.options.integer("start")
            return arguments["input"].narrow(
                arguments.options.integer("dim"), start..<start + arguments.options.integer("length"))
        },
        "get_row": { $0["input"][$0.options.integer("row")] },
        "unsqueeze": { $0["input"].unsqueeze($0.options.integer("dim")) },
        "squeeze": { $0["input"].squeeze($0.options.integer("dim")) },
        "stack": { Tensor.stack($0.inOrder) },
        "cat": { Tensor.cat($0.inOrder, dim: $0.options.integer("dim")) },
        "matmul": { $0["input"].matmul($0["other"]) },
    ]
}

extension OperationArguments {
    fileprivate var dimension: Int? { options.given("dim") }
    fileprivate var keepsDimension: Bool { options.flag("keepdim", false) }
    /// The inputs of an operation of several like ones.
    fileprivate var inOrder: [Tensor] { ["first", "second", "third"].compactMap { inputs[$0] } }
}
