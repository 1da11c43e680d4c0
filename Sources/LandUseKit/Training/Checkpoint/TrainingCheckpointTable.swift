import NotebookDisplay

extension TrainingCheckpoint: CustomStringConvertible, Displayable {
    public var description: String { String(decoding: mimeBundle[.plainText] ?? [], as: UTF8.self) }

    /// A table of how far the training was and of whose states there are.
    public var mimeBundle: MIMEBundle {
        func kind(_ state: StateDict?) -> String { state.map { $0.metadata["kind"]?.shownInError ?? "unknown" } ?? "none" }
        let rates = optimizer.map { state in
            (0...).lazy.map { state.metadata["group.\($0).learning_rate"] }.prefix { $0 != nil }.compactMap { $0?.shownInError }
        } ?? []
        let remarks = metadata.sorted { $0.key < $1.key }.map { [$0.shownInError, $1.shownInError] }
        return Table(
            columns: [Table.Column("Training checkpoint", alignment: .leading), Table.Column("", alignment: .leading)],
            rows: [
                ["epoch", "\(epoch)"], ["step", "\(step)"], ["model", model.size], ["optimizer", kind(optimizer)],
                ["learning rates", rates.isEmpty ? "none" : rates.joined(separator: ", ")], ["schedule", kind(schedule)],
            ] + remarks
        ).mimeBundle
    }
}
