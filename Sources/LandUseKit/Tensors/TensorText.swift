/// PyTorch's way to print a tensor (its `_tensor_str.py`): four decimals, whole numbers as "3.",
/// scientific notation where magnitudes differ a thousandfold, three items at either edge above
/// 1,000 elements, lines of 80 characters.
enum TensorText {
    private static let edgeItems = 3
    private static let threshold = 1000
    private static let lineWidth = 80

    static func describe(_ tensor: Tensor) -> String {
        let isShortened = tensor.count > threshold
        let format = NumberFormat(shown(tensor, isShortened))
        let suffix = tensor.requiresGrad ? ", requires_grad=True)" : ")"
        let size = tensor.count == 0 && tensor.rank != 1 ? ", size=(\(tensor.shape.map(String.init).joined(separator: ", ")))" : ""
        let body = tensor.count == 0 ? "[]" : text(tensor, indent: 7, isShortened, format)
        return "tensor(" + body + size + suffix
    }

    /// The elements that will be printed, from which the format is chosen.
    private static func shown(_ tensor: Tensor, _ isShortened: Bool) -> [Float] {
        guard isShortened, tensor.rank > 0 else { return tensor.elements }
        return places(tensor.shape[0], isShortened).flatMap { place in
            place.map { shown(tensor[$0], isShortened) } ?? []
        }
    }

    /// The indices to print along a dimension; `nil` stands for what is left out.
    private static func places(_ size: Int, _ isShortened: Bool) -> [Int?] {
        guard isShortened, size > 2 * edgeItems else { return (0..<size).map { $0 } }
        return (0..<edgeItems).map { $0 } + [nil] + (size - edgeItems..<size).map { $0 }
    }

    private static func text(_ tensor: Tensor, indent: Int, _ isShortened: Bool, _ format: NumberFormat) -> String {
        if tensor.rank == 0 { return format.text(tensor.item()) }
        let places = places(tensor.shape[0], isShortened)
        if tensor.rank == 1 {
            let cells = places.map { $0.map { format.text(tensor[$0].item()) } ?? " ..." }
            let perLine = max(1, (lineWidth - indent) / (format.width + 2))
            let lines = stride(from: 0, to: cells.count, by: perLine).map {
                cells[$0..<min($0 + perLine, cells.count)].joined(separator: ", ")
            }
            return "[" + lines.joined(separator: ",\n" + String(repeating: " ", count: indent + 1)) + "]"
        }
        let slices = places.map { $0.map { text(tensor[$0], indent: indent + 1, isShortened, format) } ?? "..." }
        let separator = "," + String(repeating: "\n", count: tensor.rank - 1) + String(repeating: " ", count: indent + 1)
        return "[" + slices.joined(separator: separator) + "]"
    }
}

/// The one format in which all numbers of a tensor are printed.
private struct NumberFormat {
    private(set) var width = 1
    private var isWhole = true
    private var isScientific = false

    init(_ numbers: [Float]) {
        let magnitudes = numbers.filter { $0.isFinite && $0 != 0 }.map { abs(Double($0)) }
        guard let smallest = magnitudes.min(), let largest = magnitudes.max() else { return }
        isWhole = magnitudes.allSatisfy { $0 == $0.rounded() }
        isScientific = largest / smallest > 1000 || largest > 1e8 || (!isWhole && smallest < 1e-4)
        width = numbers.filter { $0.isFinite && $0 != 0 }.map { text($0).count }.max() ?? 1
    }

    func text(_ number: Float) -> String {
        let bare =
            if number.isNaN { "nan" }
            else if number.isInfinite { number < 0 ? "-inf" : "inf" }
            else if isScientific { Decimal.scientific(Double(number), digits: 4) }
            else if isWhole { Decimal.fixed(Double(number), digits: 0) + "." }
            else { Decimal.fixed(Double(number), digits: 4) }
        return String(repeating: " ", count: max(0, width - bare.count)) + bare
    }
}
