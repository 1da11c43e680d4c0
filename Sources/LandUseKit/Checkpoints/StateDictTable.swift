import NotebookDisplay

extension StateDict: CustomStringConvertible, Displayable {
    public var description: String { String(decoding: mimeBundle[.plainText] ?? [], as: UTF8.self) }

    /// A table of names, shapes and types, as a file has them; not the numbers.
    public var mimeBundle: MIMEBundle {
        let rows = entries.map { [$0.name, $0.tensor.shape.description, "\(Self.fileType(of: $0.tensor))"] }
        return Table(
            columns: ["Name", Table.Column("Shape", alignment: .trailing), "Type"], rows: rows, notes: [size] + remarks
        ).mimeBundle
    }

    /// "2 tensors, 1,010 numbers"
    var size: String {
        let numbers = entries.reduce(0) { $0 + $1.tensor.count }
        return "\(Decimal.grouped(count)) tensor\(count == 1 ? "" : "s"), \(Decimal.grouped(numbers)) number\(numbers == 1 ? "" : "s")"
    }

    /// An optimiser's has hundreds: the first few tell what it is.
    private var remarks: [String] {
        let most = 8
        let lines = metadata.sorted { $0.key < $1.key }.map { "\($0.shownInError): \($1.shownInError)" }
        return lines.prefix(most) + (lines.count > most ? ["… and \(lines.count - most) more remarks"] : [])
    }

    /// The type of a tensor's numbers in a file.
    static func fileType(of tensor: Tensor) -> ElementType { (tensor as? Buffer)?.fileType == .int64 ? .int64 : .float32 }
}
