import NotebookDisplay

/// What a network consists of, layer by layer: torchsummary's table.
///
/// `description` is torchsummary 1.5.1's printed text to the letter; a report shows a table.
public struct ModelSummary: Displayable, CustomStringConvertible, Sendable, Equatable {
    /// One call of one module.
    public struct Layer: Sendable, Equatable {
        /// The class and the call's number: "Conv2d-1".
        public var name: String
        /// −1 stands for the size of the batch.
        public var outputShape: [Int]
        /// Elements of the module's own `weight` and `bias`.
        public var parameterCount: Int
        /// Whether the weight's gradient is wanted; `nil` where there is no weight.
        public var isTrainable: Bool?
    }

    public var layers: [Layer]
    /// The input without its batch dimension.
    public var inputSize: [Int]

    /// Parameters of all layers; of a layer that is called twice, twice, as torchsummary counts.
    public var totalParameters: Int { layers.reduce(0) { $0 + $1.parameterCount } }
    public var trainableParameters: Int { layers.reduce(0) { $0 + ($1.isTrainable == true ? $1.parameterCount : 0) } }

    /// Of one input image, in MiB of 32-bit floats.
    public var inputMebibytes: Double { Self.mebibytes(Double(inputSize.product)) }
    /// Of all layers' outputs, twice because each has a gradient.
    public var passMebibytes: Double { Self.mebibytes(2 * Double(layers.reduce(0) { $0 + abs($1.outputShape.product) })) }
    public var parameterMebibytes: Double { Self.mebibytes(Double(totalParameters)) }

    private static func mebibytes(_ floats: Double) -> Double { floats * 4 / 1_048_576 }

    private var counts: [String] {
        [
            "Total params: \(Decimal.grouped(totalParameters))",
            "Trainable params: \(Decimal.grouped(trainableParameters))",
            "Non-trainable params: \(Decimal.grouped(totalParameters - trainableParameters))",
        ]
    }

    private var sizes: [String] {
        let total = parameterMebibytes + passMebibytes + inputMebibytes
        return [
            "Input size (MB): \(Decimal.fixed(inputMebibytes, digits: 2))",
            "Forward/backward pass size (MB): \(Decimal.fixed(passMebibytes, digits: 2))",
            "Params size (MB): \(Decimal.fixed(parameterMebibytes, digits: 2))",
            "Estimated Total Size (MB): \(Decimal.fixed(total, digits: 2))",
        ]
    }

    private var rows: [[String]] {
        layers.map { [$0.name, $0.outputShape.description, Decimal.grouped($0.parameterCount)] }
    }

    private static let headings = ["Layer (type)", "Output Shape", "Param #"]

    public var description: String {
        func line(_ cells: [String]) -> String {
            Self.padded(cells[0], 20) + "  " + Self.padded(cells[1], 25) + " " + Self.padded(cells[2], 15)
        }
        let thin = String(repeating: "-", count: 64), thick = String(repeating: "=", count: 64)
        return ([thin, line(Self.headings), thick] + rows.map(line) + [thick] + counts + [thin] + sizes + [thin])
            .joined(separator: "\n")
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
    }

    public var mimeBundle: MIMEBundle {
        let columns = zip(Self.headings, [Table.Column.Alignment.leading, .trailing, .trailing])
        return Table(
            columns: columns.map { Table.Column($0, alignment: $1) }, rows: rows, notes: counts + sizes,
            plainText: description
        ).mimeBundle
    }
}
