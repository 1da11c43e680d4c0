import NotebookDisplay

extension Optimizer: CustomStringConvertible, Displayable {
    /// PyTorch's text: the settings of each group, by name.
    public final var description: String {
        let texts = groups.enumerated().map { index, group in
            var settings = settings(of: group)
            settings["lr"] = Decimal.python(group.learningRate)
            settings["weight_decay"] = Decimal.python(group.weightDecay)
            if let rate = group.initialLearningRate { settings["initial_lr"] = Decimal.python(rate) }
            let lines = settings.sorted { $0.key < $1.key }.map { "    \($0): \($1)\n" }
            return "\nParameter Group \(index)\n" + lines.joined()
        }
        return "\(type(of: self)) (" + texts.joined() + ")"
    }

    public final var mimeBundle: MIMEBundle { MIMEBundle(plain: description) }
}

extension Decimal {
    /// As Python prints it.
    static func python(_ isTrue: Bool) -> String { isTrue ? "True" : "False" }
}
