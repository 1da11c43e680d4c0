import NotebookDisplay

extension CellRuntime {
    /// Sends the value of a check's last expression to the host, which hands it to the judge. Ends the cell where it is a
    /// value that cannot be compared.
    public static func observe<Value>(_ value: Value) {
        var encoder = ObservationEncoder()
        do {
            try encoder.encode(value)
        } catch {
            Kernel.stopCell(error.description)
        }
        let bundle = mimeBundle(describing: value).plainText.adding(.observation, encoder.json)
        Kernel.current?.display(bundle, isResult: true)
    }
}

extension MIMEBundle {
    /// What a terminal shows, alone.
    fileprivate var plainText: MIMEBundle { MIMEBundle(plain: String(decoding: self[.plainText] ?? [], as: UTF8.self)) }
}
